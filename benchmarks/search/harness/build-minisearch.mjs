// Reads {cut, passages: [[id, kind, text], …]} from standard input and writes MiniSearch's index.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";

const [modules, harness] = process.argv.slice(2);
globalThis.window = globalThis;
for (const name of ["text.js", "minisearch.js"]) runInThisContext(readFileSync(`${harness}/${name}`, "utf-8"));
const MiniSearch = createRequire(`${modules}/`)("minisearch");
const { cut, passages } = JSON.parse(readFileSync(0, "utf-8"));
const index = new MiniSearch(globalThis.miniOptions(cut));
index.addAll(passages.map(([id, , text]) => ({ id, text })));
process.stdout.write(JSON.stringify(index));
