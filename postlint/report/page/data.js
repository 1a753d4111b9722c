// The findings as columns of numbers; every string stands once, in `strings`.
const SEVERITIES = ["error", "warning", "info"];

const read = (node) => JSON.parse(node.textContent);

function names() {
  const index = new Map();
  const all = [];
  return {
    all,
    id(name) {
      let id = index.get(name);
      if (id === undefined) {
        index.set(name, (id = all.length));
        all.push(name);
      }
      return id;
    },
  };
}

function load(pieces) {
  const size = pieces.reduce((sum, piece) => sum + piece.rows.length, 0);
  const strings = names();
  const column = () => new Int32Array(size);
  const table = {
    size,
    strings: strings.all,
    severity: new Uint8Array(size),
    path: column(),
    line: column(),
    rule: column(),
    message: column(),
    text: column(),
    help: column(),
    more: new Array(size),
    dates: new Map(),
  };
  let at = 0;
  for (const piece of pieces) {
    const ids = piece.strings.map(strings.id);
    const paths = piece.paths.map(([path, date]) => {
      const id = strings.id(path);
      if (date) table.dates.set(id, date);
      return id;
    });
    for (const [path, line, place, rule, message, text, help, severity, ...more] of piece.rows) {
      table.path[at] = paths[path];
      table.line[at] = line;
      table.rule[at] = ids[rule];
      table.message[at] = ids[message];
      table.text[at] = ids[text];
      table.help[at] = help < 0 ? -1 : ids[help];
      table.severity[at] = severity;
      table.more[at] = [place, ...more];
      at += 1;
    }
  }
  return table;
}

// Folders: as deep as they can be told apart without being too many to choose from.
function folders(paths) {
  // A post that has a folder of its own is in the folder above.
  const parts = paths.map((path) => path.split("/").slice(0, /\/_?index\.[^/]*$/.test(path) ? -2 : -1));
  const deepest = parts.reduce((most, all) => Math.max(most, all.length), 0);
  for (let depth = deepest; ; depth -= 1) {
    const cut = parts.map((all) => all.slice(0, depth).join("/") + "/");
    if (depth <= 1 || new Set(cut).size <= 60) return cut.map((name) => (name === "/" ? "./" : name));
  }
}

// Periods: months, quarters or years, so that the columns of the chart can be told apart.
function periods(dates) {
  const months = dates.filter(Boolean).map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1);
  if (!months.length) return { all: [], of: () => -1 };
  const first = months.reduce((a, b) => Math.min(a, b));
  const last = months.reduce((a, b) => Math.max(a, b));
  const each = last - first < 36 ? 1 : last - first < 144 ? 3 : 12;
  const start = Math.floor(first / each);
  const name = (period) => {
    const year = String(Math.floor((period * each) / 12)).padStart(4, "0");
    const month = (period * each) % 12;
    return each === 12 ? year : each === 3 ? `${year} Q${month / 3 + 1}` : `${year}-${String(month + 1).padStart(2, "0")}`;
  };
  const all = Array.from({ length: Math.floor(last / each) - start + 1 }, (_, index) => name(start + index));
  const of = (date) => (date ? Math.floor((Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1) / each) - start : -1);
  return { all, of };
}

// One number a row for what charts and filters group by: rules, folders, periods.
function grouped(table) {
  const paths = [...new Set(table.path)];
  const places = names();
  const folderOf = new Map();
  folders(paths.map((id) => table.strings[id])).forEach((name, index) => folderOf.set(paths[index], places.id(name)));
  const time = periods([...table.dates.values()]);
  const periodOf = new Map(paths.map((id) => [id, time.of(table.dates.get(id))]));
  const rules = names();
  table.ruleGroup = table.rule.map((id) => rules.id(table.strings[id]));
  table.folder = table.path.map((id) => folderOf.get(id));
  table.period = table.path.map((id) => periodOf.get(id));
  return { rule: rules.all, folder: places.all, period: time.all };
}
