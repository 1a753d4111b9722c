/**
 * As much of the `vscode` module as the extension and its language client touch, for tests without an
 * editor: what it is told is noted in `seen`, all else does nothing.
 */

export const seen = { commands: new Map(), diagnostics: new Map(), messages: [], settings: {}, listeners: {} };

/** Anything: it can be called, extended, iterated and asked for anything. */
function anything(name) {
  const itself = function () {};
  return new Proxy(itself, {
    get(target, key) {
      if (key === Symbol.toPrimitive) return () => name;
      if (key === "then" || key === Symbol.iterator) return undefined;
      if (key === "prototype") return target.prototype;
      if (!(key in target)) target[key] = anything(`${name}.${String(key)}`);
      return target[key];
    },
    apply: () => anything(`${name}()`),
    construct: (target, args, made) => Reflect.construct(target, args, made),
  });
}

class Disposable {
  constructor(call = () => {}) {
    this.dispose = call;
  }
  static from = (...all) => new Disposable(() => all.forEach((one) => one?.dispose?.()));
}

class EventEmitter {
  listeners = new Set();
  event = (listener) => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };
  fire(value) {
    for (const listener of this.listeners) listener(value);
  }
  dispose() {}
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...places) {
    const [start, end] = places.length === 4 ? [new Position(places[0], places[1]), new Position(places[2], places[3])] : places;
    Object.assign(this, { start, end });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.fsPath = decodeURIComponent(text.replace(/^file:\/\//, ""));
    this.path = this.fsPath;
  }
  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(`file://${path}`);
  toString() {
    return this.text;
  }
  with() {
    return this;
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {}
  dispose() {}
}

class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}

/** Let the editor show a document in a tab. */
export function show(document) {
  workspace.textDocuments.push(document);
  window.tabGroups.all.push({ tabs: [{ input: new TabInputText(document.uri) }] });
  seen.listeners.onDidChangeTabs.fire({ opened: [{}], closed: [], changed: [] });
  seen.listeners.onDidOpenTextDocument.fire(document);
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(`${this.value}.${part}`);
  }
  static Empty = new CodeActionKind("");
  static QuickFix = new CodeActionKind("quickfix");
  static Source = new CodeActionKind("source");
  static SourceFixAll = new CodeActionKind("source.fixAll");
}

function emitter(name) {
  const made = new EventEmitter();
  seen.listeners[name] = made;
  return made.event;
}

const log = (kind) => (...words) => seen.messages.push([kind, words.map(String).join(" ")]);
const channel = {
  name: "postlint",
  logLevel: 2,
  onDidChangeLogLevel: () => new Disposable(),
  dispose() {},
  show() {},
  clear() {},
  append: log("append"),
  appendLine: log("append"),
  trace: log("trace"),
  debug: log("debug"),
  info: log("info"),
  warn: log("warn"),
  error: log("error"),
};

const configuration = {
  get: (key, otherwise) => seen.settings[key] ?? otherwise,
  has: (key) => key in seen.settings,
  inspect: () => undefined,
};

const workspace = {
  workspaceFolders: undefined,
  textDocuments: [],
  notebookDocuments: [],
  isTrusted: true,
  getConfiguration: () => configuration,
  getWorkspaceFolder: () => undefined,
  createFileSystemWatcher: () => ({
    onDidCreate: () => new Disposable(),
    onDidChange: () => new Disposable(),
    onDidDelete: () => new Disposable(),
    dispose() {},
  }),
  applyEdit: async () => true,
};
for (const name of [
  "onDidChangeConfiguration", "onDidOpenTextDocument", "onDidChangeTextDocument", "onDidCloseTextDocument",
  "onDidSaveTextDocument", "onWillSaveTextDocument", "onDidChangeWorkspaceFolders", "onDidCreateFiles",
  "onDidRenameFiles", "onDidDeleteFiles", "onWillCreateFiles", "onWillRenameFiles", "onWillDeleteFiles",
  "onDidOpenNotebookDocument", "onDidChangeNotebookDocument", "onDidCloseNotebookDocument",
  "onDidSaveNotebookDocument",
]) {
  workspace[name] = emitter(name);
}

const window = {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: { all: [], onDidChangeTabs: emitter("onDidChangeTabs"), onDidChangeTabGroups: () => new Disposable() },
  createOutputChannel: () => channel,
  onDidChangeActiveTextEditor: emitter("onDidChangeActiveTextEditor"),
  onDidChangeVisibleTextEditors: emitter("onDidChangeVisibleTextEditors"),
  showErrorMessage: async (text) => void seen.messages.push(["shown", text]),
  showWarningMessage: async () => undefined,
  showInformationMessage: async () => undefined,
  setStatusBarMessage: () => new Disposable(),
};

const languages = {
  match: (selector, document) => ([selector].flat().some((one) => one.language === document.languageId) ? 1 : 0),
  createDiagnosticCollection: () => ({
    set: (uri, diagnostics) => seen.diagnostics.set(uri.toString(), diagnostics ?? []),
    delete: (uri) => seen.diagnostics.delete(uri.toString()),
    clear: () => seen.diagnostics.clear(),
    dispose() {},
  }),
};
const registering = new Proxy(languages, {
  get: (target, key) => target[key] ?? (() => new Disposable()),
});

const commands = {
  registerCommand(name, call) {
    seen.commands.set(name, call);
    return new Disposable(() => seen.commands.delete(name));
  },
  executeCommand: async () => undefined,
};

const own = {
  CancellationError: class extends Error {},
  Disposable, EventEmitter, Position, Range, Diagnostic, Uri, CodeActionKind, CancellationTokenSource, TabInputText, workspace, window, commands,
  languages: registering,
  env: { appName: "test", language: "en", uriScheme: "vscode", onDidChangeTelemetryEnabled: () => new Disposable() },
  version: "1.91.0",
  extensions: { all: [], getExtension: () => undefined },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  l10n: { t: (text) => text },
};

/** The module, where whatever is not above is anything. */
export const vscode = new Proxy(own, {
  get: (target, key) => (key in target ? target[key] : key === "__esModule" ? false : (target[key] = anything(String(key)))),
});
