"""The deck: what is due today, across quizzes."""

from flask import flash, redirect, render_template, url_for

from quizapp.errors import Conflict, QuizError
from quizapp.model.answer import LONGEST_ANSWER, Answer
from quizapp.services import coming_back
from quizapp.services.coming_back import DueCard
from quizapp.web.answer_fields import AnswerFields
from quizapp.web.forms import AnswerForm
from quizapp.web.language import gettext, translated
from quizapp.web.learner.blueprint import pages
from quizapp.web.site import Page, holder, known_holder, now, store


@pages.get("/deck")
def deck() -> Page:
    """Show the card that is due longest, or when the next one is."""
    card = coming_back.next_card(store(), known_holder(), now())
    if card is None:
        return render_template("learner/deck.html", deck=coming_back.deck_of(store(), known_holder(), now()))
    return card_page(card, AnswerFields.showing(card.question))


def card_page(card: DueCard, form: AnswerFields) -> str:
    """Give the page of a card that is to be answered."""
    deck = coming_back.deck_of(store(), known_holder(), now())
    return render_template("learner/card.html", card=card, form=form, deck=deck, longest=LONGEST_ANSWER)


@pages.post("/deck/<int:card_id>/<int:reviews>")
def review_card(card_id: int, reviews: int) -> Page:
    """Mark the answer and say when the question comes again; sent twice, it counts once."""
    form = AnswerForm()
    try:
        card = coming_back.due_card(store(), holder(), card_id, reviews, now())
        answer = form.given(card.question) or Answer()
        told = coming_back.review(store(), holder(), card_id, reviews, answer, form.confidence.data, now())
    except Conflict as e:
        flash(translated(e))
        return redirect(url_for("learner.deck"), 303)
    except QuizError as e:
        if e.status != QuizError.status:
            raise
        kept = AnswerFields.keeping(card.question, form.choice.data, form.text.data)
        kept.refuse("choice" if card.question.choices else "text", e)
        return card_page(card, kept), e.status
    deck = coming_back.deck_of(store(), known_holder(), now())
    return render_template("learner/card_told.html", card=card, told=told, deck=deck, now=now())


@pages.post("/deck/delete")
def delete_deck() -> Page:
    """Delete the deck with all that it knows."""
    coming_back.delete_deck(store(), holder())
    flash(gettext("Your deck is deleted."))
    return redirect(url_for("learner.home"), 303)
