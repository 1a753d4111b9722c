/** The built extension, in a stand-in for the editor, with a real `postlint server`. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { seen, show, vscode } from "./vscode.mjs";

const here = new URL("..", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const postlint = process.env.POSTLINT ?? "postlint";

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = createRequire(import.meta.url)(join(here, "dist/extension.js"));

const site = mkdtempSync(join(tmpdir(), "postlint-vscode-"));
const post = join(site, "_posts", "2021-12-29-日本.md");
const text = "---\nlayout: post\ntitle: x\ndate: 2021-12-29 22:29:56 +0800\n---\n股票 😀 [x]()\n";
const context = { subscriptions: [] };

function documentOf(path, content, version) {
  return {
    uri: vscode.Uri.parse(pathToFileURL(path).href),
    languageId: "markdown",
    version,
    isClosed: false,
    isDirty: false,
    getText: () => content,
  };
}

async function until(holds, seconds = 60) {
  const limit = Date.now() + seconds * 1000;
  while (!holds() && Date.now() < limit) await new Promise((go) => setTimeout(go, 20));
  return holds();
}

before(() => {
  mkdirSync(join(site, "_posts"));
  writeFileSync(join(site, "_config.yml"), "title: x\n");
  writeFileSync(post, text);
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(site), name: "site", index: 0 }];
});

after(async () => {
  await extension.deactivate();
  rmSync(site, { recursive: true, force: true });
});

test("a program that is not there is told of, with advice", async () => {
  seen.settings = { path: "postlint-that-is-not-there" };
  await extension.activate(context);
  const said = seen.messages.filter(([kind]) => kind === "shown").map(([, words]) => words);
  assert.equal(said.length, 1, "one message is enough");
  assert.match(said[0], /`postlint-that-is-not-there` was not found.*postlint\.path/);
});

test("every command of the manifest is registered", () => {
  const wanted = manifest.contributes.commands.map((one) => one.command);
  for (const command of wanted) assert.ok(seen.commands.has(command), command);
});

test("faults of an open post come from a real server", async () => {
  seen.settings = { path: postlint, arguments: ["--now", "2026-01-01"] };
  await seen.commands.get("postlint.restart")();
  const document = documentOf(post, text, 1);
  show(document);
  const uri = document.uri.toString();
  await until(() => seen.diagnostics.get(uri)?.length);
  const [found] = seen.diagnostics.get(uri) ?? [];
  if (!found) console.error(seen.messages);
  assert.equal(found?.code, "link/empty-link");
  // In UTF-16 the emoji is two: 股票 😀 [x](
  assert.deepEqual([found.range.start.line, found.range.start.character], [5, 10]);
});

test("the problem matcher reads the concise format", () => {
  const run = ["--output-format", "concise", "--exit-zero", "--no-cache", "--now", "2026-01-01"];
  const lines = execFileSync(postlint, run, { cwd: site, encoding: "utf8" }).split("\n");
  const [pattern] = manifest.contributes.problemPatterns;
  const match = new RegExp(pattern.regexp).exec(lines[0]);
  const part = (name) => match?.[pattern[name]];
  assert.deepEqual(
    ["file", "line", "column", "severity", "code"].map(part),
    ["_posts/2021-12-29-日本.md", "6", "10", "error", "link/empty-link"],
  );
  assert.ok(part("message"));
});
