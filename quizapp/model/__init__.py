"""What things are: frozen values without input, output, clock or chance."""
