// What the reader does, and what follows from it.
const byId = (id) => document.getElementById(id);
const table = load([...document.querySelectorAll("script.findings")].map(read));
const groups = grouped(table);
const filter = filters(table);
const ordered = orders(table);
const wide = matchMedia("(min-width: 1081px)");
const chosen = { rule: -1, folder: -1, period: -1 };
const facets = { rule: table.ruleGroup, folder: table.folder, period: table.period };
const sorting = { by: "severity", descending: false };

const panel = detail(table, read(byId("rules")), back);
const list = grid(table, selected, back);
const draw = {
  rule: bars(byId("rules-list"), byId("rules-more"), groups.rule, (index) => choose("rule", index)),
  folder: bars(byId("folders-list"), byId("folders-more"), groups.folder, (index) => choose("folder", index)),
  period: columns(byId("time"), groups.period, (index) => choose("period", index)),
};

function selected(row, open) {
  if (!open && !wide.matches && panel.root.hidden) return;
  panel.show(row);
  if (open) panel.root.focus();
}

function back() {
  if (!wide.matches) panel.root.hidden = true;
  list.root.focus();
}

// A finding stays selected while filters let it through; a new order begins at its start.
function filtered(keep = true) {
  const shown = filter.shown(ordered(sorting.by, sorting.descending));
  const at = list.show(shown, keep);
  if (at < 0) panel.root.hidden = true;
  if (at < 0 && wide.matches && shown.length) list.move(0);
  const all = shown.length === table.size;
  byId("status").textContent = all ? findings(table.size) : `${number.format(shown.length)} of ${findings(table.size)}`;
  byId("clear").disabled = all && !byId("text").value && Object.values(chosen).every((index) => index < 0);
  for (const facet of Object.keys(facets)) {
    draw[facet](filter.counts(facet, facets[facet], groups[facet].length), chosen[facet]);
  }
}

function choose(facet, index) {
  chosen[facet] = index;
  byId(facet).value = String(index);
  filter.setFacet(facet, facets[facet], (group) => index < 0 || group === index);
  filtered();
}

function severities() {
  const wanted = [0, 1, 2].map((index) => document.querySelector(`[data-severity="${index}"]`).checked);
  filter.setFacet("severity", table.severity, (severity) => wanted[severity]);
  filtered();
}

function sort(name) {
  sorting.descending = sorting.by === name && !sorting.descending;
  sorting.by = name;
  for (const button of document.querySelectorAll("[data-sort]")) {
    const direction = sorting.descending ? "descending" : "ascending";
    button.parentNode.setAttribute("aria-sort", button.dataset.sort === name ? direction : "none");
  }
  filtered(false);
}

function clear() {
  byId("text").value = "";
  filter.setText("");
  for (const box of document.querySelectorAll("[data-severity]")) box.checked = true;
  filter.setFacet("severity", table.severity, () => true);
  for (const facet of Object.keys(facets)) {
    chosen[facet] = -1;
    byId(facet).value = "-1";
    filter.setFacet(facet, facets[facet], () => true);
  }
  filtered();
  byId("text").focus();
}

function options(facet) {
  const indexes = groups[facet].map((_, index) => index);
  if (facet === "period") indexes.reverse();
  else indexes.sort((a, b) => (groups[facet][a] < groups[facet][b] ? -1 : 1));
  byId(facet).append(...indexes.map((index) => make("option", { value: index }, groups[facet][index])));
  byId(facet).addEventListener("change", (event) => choose(facet, Number(event.target.value)));
}

// The reader's choice is kept where the browser lets a page keep anything.
function themes() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = byId("theme");
  const dark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => (button.textContent = dark() ? "Light theme" : "Dark theme");
  try {
    const kept = localStorage.getItem("postlint-theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch {
    // A browser that keeps nothing for a file: the system's choice holds.
  }
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    label();
    try {
      localStorage.setItem("postlint-theme", theme);
    } catch {
      // As above.
    }
  });
  system.addEventListener("change", label);
  label();
}

let typing = 0;
byId("text").addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    filter.setText(event.target.value);
    filtered();
  }, 80);
});
byId("clear").addEventListener("click", clear);
for (const facet of Object.keys(facets)) options(facet);
for (const box of document.querySelectorAll("[data-severity]")) box.addEventListener("change", severities);
for (const button of document.querySelectorAll("[data-sort]")) button.addEventListener("click", () => sort(button.dataset.sort));
byId("period").parentNode.hidden = !groups.period.length;
const undated = table.period.reduce((sum, period) => sum + (period < 0), 0);
if (undated) byId("time-note").textContent += `; ${findings(undated)} in posts without one`;
themes();
severities();
