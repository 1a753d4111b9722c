// The table holds only the rows that can be seen, so that 100,000 cost what 30 do.
// Past this height browsers place rows inexactly: then the scroll bar stands for more than its pixels.
const TALLEST = 8_000_000;

// Text with `code` between backticks, as nodes: what a post says never becomes markup.
function worded(text) {
  return text.split("`").map((part, index, all) =>
    index % 2 && index < all.length - 1 ? make("code", {}, part) : index % 2 ? `\`${part}` : part,
  );
}

function grid(table, select, leave) {
  const root = document.getElementById("grid");
  const head = root.querySelector(".head");
  const space = document.getElementById("space");
  const rows = document.getElementById("rows");
  const empty = document.getElementById("empty");
  let view = new Int32Array(0);
  let current = -1;
  let height = 38;
  const pool = [];

  const room = () => root.clientHeight - head.offsetHeight;
  const tall = () => Math.min(view.length * height, TALLEST);
  const hidden = () => Math.max(view.length * height - room(), 0);
  const scrollable = () => Math.max(tall() - room(), 0);
  // The pixel of the whole list that stands at the top of what is seen, and the way back.
  const offset = () => (scrollable() ? (root.scrollTop / scrollable()) * hidden() : 0);
  const scrollTo = (pixel) => {
    root.scrollTop = hidden() ? (Math.min(pixel, hidden()) / hidden()) * scrollable() : 0;
  };

  function build() {
    const cells = ["severity", "message", "rule", "place", "date"].map((name) => make("div", { role: "gridcell", class: `cell ${name}` }));
    const sign = make("span", { class: "sign" });
    const place = make("bdi");
    cells[0].append(sign);
    cells[3].append(place);
    const row = make("div", { role: "row", class: "row" }, ...cells);
    row.addEventListener("click", () => move(Number(row.dataset.at), true));
    rows.append(row);
    return { row, sign, place, message: cells[1], rule: cells[2], date: cells[4], shown: -1 };
  }

  function fill(slot, at) {
    const row = view[at];
    slot.row.dataset.at = at;
    slot.row.id = `row-${at}`;
    slot.row.setAttribute("aria-rowindex", at + 2);
    slot.row.setAttribute("aria-selected", String(at === current));
    if (slot.shown === row) return;
    slot.shown = row;
    const name = SEVERITIES[table.severity[row]];
    slot.sign.className = `sign ${name}`;
    slot.sign.textContent = name;
    slot.message.replaceChildren(...worded(table.strings[table.message[row]]));
    slot.message.title = table.strings[table.message[row]];
    slot.rule.textContent = table.strings[table.rule[row]];
    slot.place.textContent = `${table.strings[table.path[row]]}:${table.line[row]}`;
    slot.place.parentNode.title = slot.place.textContent;
    slot.date.textContent = table.dates.get(table.path[row]) ?? "";
  }

  function paint() {
    const top = offset();
    const first = Math.max(0, Math.floor(top / height) - 2);
    const wanted = Math.min(Math.ceil(room() / height) + 5, view.length - first);
    while (pool.length < wanted) pool.push(build());
    pool.forEach((slot, index) => {
      slot.row.hidden = index >= wanted;
      if (index < wanted) fill(slot, first + index);
      else slot.row.removeAttribute("id");
    });
    rows.style.transform = `translateY(${root.scrollTop - (top - first * height)}px)`;
    const seen = current >= first && current < first + wanted;
    if (seen) root.setAttribute("aria-activedescendant", `row-${current}`);
    else root.removeAttribute("aria-activedescendant");
  }

  function measure() {
    height = parseFloat(getComputedStyle(root).getPropertyValue("--row")) || 38;
    space.style.height = `${tall()}px`;
    rows.style.height = `${Math.min(tall(), room() + 6 * height)}px`;
  }

  function move(at, open) {
    if (!view.length) return;
    current = Math.max(0, Math.min(view.length - 1, at));
    const top = offset();
    if (current * height < top) scrollTo(current * height);
    else if ((current + 1) * height > top + room()) scrollTo((current + 1) * height - room());
    paint();
    select(view[current], open);
  }

  function show(next, keep) {
    const row = current >= 0 ? view[current] : -1;
    view = next;
    current = keep ? view.indexOf(row) : -1;
    root.setAttribute("aria-rowcount", view.length + 1);
    empty.hidden = view.length > 0;
    measure();
    if (current >= 0) scrollTo(Math.max(current * height - room() / 2, 0));
    else root.scrollTop = 0;
    paint();
    return current;
  }

  const page = () => Math.max(1, Math.floor(room() / height) - 1);
  const keys = {
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current < 0 ? 0 : current - 1),
    PageDown: () => move(Math.max(current, 0) + page()),
    PageUp: () => move(current - page()),
    Home: () => move(0),
    End: () => move(view.length - 1),
    Enter: () => move(Math.max(current, 0), true),
    Escape: leave,
  };
  root.addEventListener("keydown", (event) => {
    if (event.target !== root || event.altKey || event.ctrlKey || event.metaKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  let waiting = false;
  root.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  });
  new ResizeObserver(() => {
    measure();
    paint();
  }).observe(root);
  return { show, move, root };
}
