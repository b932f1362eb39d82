// Reads a GIFT file with gift-pegjs and prints what it found: node read_gift.cjs FOLDER FILE
const { readFileSync } = require("node:fs");
const { parse } = require(process.argv[2]);
process.stdout.write(JSON.stringify(parse(readFileSync(process.argv[3], "utf8"))));
