// Which rows are shown, in which order, and what the charts count.
const FACETS = { text: 1, severity: 2, rule: 4, folder: 8, period: 16 };

function filters(table) {
  const failed = new Uint8Array(table.size);
  let lower = null;

  // A word is looked for in each string once, not in each row.
  function holding(word) {
    lower ??= table.strings.map((text) => text.toLowerCase());
    return Uint8Array.from(lower, (text) => (text.includes(word) ? 1 : 0));
  }

  function setText(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean).map(holding);
    const { path, rule, message, text: line, help } = table;
    for (let row = 0; row < table.size; row += 1) {
      const fits = words.every(
        (has) => has[message[row]] || has[path[row]] || has[rule[row]] || has[line[row]] || (help[row] >= 0 && has[help[row]]),
      );
      failed[row] = fits ? failed[row] & ~FACETS.text : failed[row] | FACETS.text;
    }
  }

  function setFacet(facet, column, wanted) {
    const bit = FACETS[facet];
    for (let row = 0; row < table.size; row += 1) {
      failed[row] = wanted(column[row]) ? failed[row] & ~bit : failed[row] | bit;
    }
  }

  // How many rows of each severity a group holds, if its own filter were not set.
  function counts(facet, column, groups) {
    const others = ~FACETS[facet];
    const found = Array.from({ length: groups }, () => [0, 0, 0]);
    for (let row = 0; row < table.size; row += 1) {
      if (!(failed[row] & others) && column[row] >= 0) found[column[row]][table.severity[row]] += 1;
    }
    return found;
  }

  const shown = (order) => order.filter((row) => failed[row] === 0);
  return { setText, setFacet, counts, shown };
}

// Rows come in the order of their places, which is also the order among equals.
function orders(table) {
  const known = new Map();

  function ranks(column) {
    const used = [...new Set(column)];
    used.sort((a, b) => (table.strings[a] < table.strings[b] ? -1 : 1));
    const rank = new Map(used.map((id, index) => [id, index]));
    return column.map((id) => rank.get(id));
  }

  function byDate() {
    const days = table.path.map((id) => Number((table.dates.get(id) ?? "0").replaceAll("-", "")));
    return days;
  }

  const keys = {
    severity: () => table.severity,
    message: () => ranks(table.message),
    rule: () => ranks(table.rule),
    place: () => Int32Array.from({ length: table.size }, (_, row) => row),
    date: byDate,
  };

  return (name, descending) => {
    const wanted = `${name} ${descending}`;
    if (!known.has(wanted)) {
      const values = keys[name]();
      const sign = descending ? -1 : 1;
      const sorted = Float64Array.from(values, (value, row) => sign * value * table.size + row).sort();
      known.set(wanted, Int32Array.from(sorted, (key) => ((key % table.size) + table.size) % table.size));
    }
    return known.get(wanted);
  };
}
