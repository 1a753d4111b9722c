/** How the server is started: from settings to a command line. Knows nothing of VS Code. */

import { homedir } from "node:os";
import { join } from "node:path";

/** What the user's settings say of the server. */
export interface ServerSettings {
  path: string;
  arguments: string[];
  environment: Record<string, string>;
}

/** A program, its arguments, and its environment. */
export interface ServerCommand {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** The command that starts the server for a workspace folder (or none). */
export function serverCommand(
  settings: ServerSettings,
  folder: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): ServerCommand {
  return {
    command: expanded(settings.path.trim() || "postlint", folder),
    args: ["server", ...settings.arguments.map((one) => expanded(one, folder))],
    env: { ...environment, ...settings.environment },
  };
}

function expanded(text: string, folder: string | undefined): string {
  const home = text === "~" || text.startsWith("~/") ? join(homedir(), text.slice(1)) : text;
  return home.replaceAll("${workspaceFolder}", folder ?? ".");
}

/** What to tell a user whose server does not start. */
export function advice(command: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  const missing = /ENOENT|not found/i.test(why);
  return missing
    ? `postlint: the program \`${command}\` was not found. Install it (pip install 'postlint[lsp]'), or set postlint.path.`
    : `postlint: the server did not start: ${why}. It needs the extra: pip install 'postlint[lsp]'.`;
}
