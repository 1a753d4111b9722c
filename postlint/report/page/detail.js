// The finding that is selected: its line with the flagged part marked, advice, the fix as a diff.
function detail(table, rules, back) {
  const root = document.getElementById("detail");

  function source(line, text, start, end) {
    const characters = [...text];
    const [before, flagged, after] = [characters.slice(0, start), characters.slice(start, end), characters.slice(end)];
    const marked = make("mark", {}, flagged.join(""));
    return make(
      "div",
      { class: "frame source", role: "group", "aria-label": `Source, line ${line}` },
      make("span", { class: "number" }, String(line)),
      make("span", { class: "text" }, before.join(""), marked, after.join("")),
    );
  }

  function fix([safety, title, lines]) {
    const name = { safe: "Fix", unsafe: "Unsafe fix", display: "Suggestion" }[safety];
    const diff = make("div", { class: "frame diff", role: "group", "aria-label": "What the fix changes" });
    for (const [sign, line, text] of lines) {
      const kind = sign === "-" ? "minus" : "plus";
      const said = make("span", { class: "hidden" }, sign === "-" ? "removed: " : "added: ");
      diff.append(make("span", { class: "number" }, `${line} ${sign}`), make("span", { class: `text ${kind}` }, said, text));
    }
    return make("div", { class: "fix" }, make("p", { class: "advice" }, make("b", {}, `${name}: `), ...worded(title)), ...(lines.length ? [diff] : []));
  }

  function related(places) {
    const list = make("ul", { class: "related", "aria-label": "Related places" });
    for (const [where, message] of places) {
      list.append(make("li", {}, make("span", { class: "where code" }, where), ...worded(message)));
    }
    return list;
  }

  function rule(name) {
    const [summary, url] = rules[name] ?? ["", null];
    const link = url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
    return make("p", { class: "about" }, link, " · ", ...worded(summary));
  }

  function show(row) {
    const [column, start, end, fixed, places] = table.more[row];
    const severity = SEVERITIES[table.severity[row]];
    const close = make("button", { type: "button", class: "quiet close" }, "Close");
    close.addEventListener("click", back);
    const date = table.dates.get(table.path[row]);
    const where = `${table.strings[table.path[row]]}:${table.line[row]}:${column}`;
    const help = table.help[row];
    root.replaceChildren(
      make("p", { class: "first" }, make("span", { class: `sign ${severity}` }, severity), close),
      make("h3", { class: "said" }, ...worded(table.strings[table.message[row]])),
      make("p", { class: "where" }, make("span", { class: "code" }, where), date ? ` · post of ${date}` : ""),
      source(table.line[row], table.strings[table.text[row]], start, end),
      ...(help >= 0 ? [make("p", { class: "advice" }, make("b", {}, "Help: "), ...worded(table.strings[help]))] : []),
      ...(fixed ? [fix(fixed)] : []),
      ...(places.length ? [related(places)] : []),
      rule(table.strings[table.rule[row]]),
    );
    root.hidden = false;
    root.scrollTop = 0;
  }

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") back();
  });
  return { show, root };
}
