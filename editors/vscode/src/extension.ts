/** postlint in VS Code: starts `postlint server`, and starts it again when its settings change. */

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { advice, serverCommand, type ServerSettings } from "./command";

const SELECTOR = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", language: "html" },
];
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("postlint");

let client: LanguageClient | undefined;
let turn: Promise<void> = Promise.resolve();

/** A client whose errors go to its log: what a user must know of them is told with advice, and once. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("postlint", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("postlint.restart", () => restart(log)),
    vscode.commands.registerCommand("postlint.showLog", () => log.show()),
    vscode.commands.registerCommand("postlint.fixAllProblems", fixAll),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const own = ["enable", "path", "arguments", "environment"];
      if (own.some((name) => event.affectsConfiguration(`postlint.${name}`))) void restart(log);
    }),
  );
  return restart(log);
}

export async function deactivate(): Promise<void> {
  await turn;
  await stop();
}

/** Stop the server, and start it as the settings are now; one restart after the other. */
function restart(log: vscode.LogOutputChannel): Promise<void> {
  turn = turn.then(async () => {
    await stop();
    await start(log);
  });
  return turn;
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose().catch(() => undefined);
}

async function start(log: vscode.LogOutputChannel): Promise<void> {
  const settings = vscode.workspace.getConfiguration("postlint");
  if (!settings.get("enable", true)) return;
  const wanted: ServerSettings = {
    path: settings.get("path", "postlint"),
    arguments: settings.get("arguments", []),
    environment: settings.get("environment", {}),
  };
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.scheme === "file")?.uri.fsPath;
  const { command, args, env } = serverCommand(wanted, folder);
  const server: ServerOptions = { command, args, options: { env, cwd: folder } };
  const options: LanguageClientOptions = { documentSelector: SELECTOR, outputChannel: log, traceOutputChannel: log };
  client = new Client("postlint", "postlint", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const said = advice(command, error);
    log.error(said);
    void vscode.window.showErrorMessage(said, "Open Settings").then((chosen) => {
      if (chosen) void vscode.commands.executeCommand("workbench.action.openSettings", "postlint.path");
    });
  }
}

/** Make all safe fixes in the post that is being edited. */
async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document } = editor;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    FIX_ALL.value,
  );
  const edit = found?.find((action) => action.edit)?.edit;
  if (edit) await vscode.workspace.applyEdit(edit);
  else void vscode.window.setStatusBarMessage("postlint: there is nothing to fix safely", 3000);
}
