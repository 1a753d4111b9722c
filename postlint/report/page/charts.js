// Charts are plain SVG; a chart of bars is a list of buttons, each with its bar.
const SVG = "http://www.w3.org/2000/svg";
const FEW = 8;

const number = new Intl.NumberFormat("en");
const findings = (count) => `${number.format(count)} ${count === 1 ? "finding" : "findings"}`;
const total = (counts) => counts[0] + counts[1] + counts[2];
const told = (counts) =>
  SEVERITIES.map((name, index) => [name, counts[index]])
    .filter(([, count]) => count)
    .map(([name, count]) => `${number.format(count)} ${name}`)
    .join(", ") || "none";

function make(name, attributes = {}, ...children) {
  const node = name === "svg" || attributes.svg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "svg") node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const shape = (name, attributes, ...children) => make(name, { svg: true, ...attributes }, ...children);

function bars(list, more, labels, choose) {
  let all = false;
  let last = [];

  function bar(counts, most) {
    const drawn = make("svg", { viewBox: "0 0 1000 6", preserveAspectRatio: "none", "aria-hidden": "true" });
    let at = 0;
    SEVERITIES.forEach((name, index) => {
      const width = (counts[index] / most) * 1000;
      if (width) drawn.append(shape("rect", { class: name, x: at, y: 0, width, height: 6 }));
      at += width;
    });
    return drawn;
  }

  function draw(counts, chosen) {
    last = [counts, chosen];
    const order = counts.map((_, index) => index).filter((index) => total(counts[index]) || index === chosen);
    order.sort((a, b) => total(counts[b]) - total(counts[a]) || (labels[a] < labels[b] ? -1 : 1));
    const most = Math.max(1, ...order.map((index) => total(counts[index])));
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.group : null;
    const shown = all ? order : order.slice(0, FEW);
    if (chosen >= 0 && !shown.includes(chosen)) shown.push(chosen);
    list.replaceChildren(
      ...shown.map((index) => {
        const button = make("button", { type: "button", "aria-pressed": String(index === chosen), "data-group": index, title: `${labels[index]}: ${told(counts[index])}` });
        const said = make("span", { class: "hidden" }, ` findings: ${told(counts[index])}`);
        const count = make("span", { class: "count" }, number.format(total(counts[index])), said);
        button.append(make("span", { class: "name" }, labels[index]), count, bar(counts[index], most));
        button.addEventListener("click", () => choose(index === chosen ? -1 : index));
        return make("li", {}, button);
      }),
    );
    if (held !== null) list.querySelector(`[data-group="${held}"]`)?.focus();
    more.hidden = order.length <= FEW;
    more.textContent = all ? "Show fewer" : `Show all ${order.length}`;
    more.setAttribute("aria-expanded", String(all));
  }

  more.addEventListener("click", () => {
    all = !all;
    draw(...last);
  });
  return draw;
}

// The next of 1, 2, 5, 10, 20, 50 ... that divides `most` into at most three steps.
function step(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most / 3, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((each) => most / each <= 3.0001) ?? 10 * power;
}

function columns(place, labels, choose) {
  const HEIGHT = 170;
  const BELOW = 22;
  let last = null;

  function scale(drawn, most, each, left, width) {
    for (let value = 0; value <= most; value += each) {
      const y = HEIGHT - (value / most) * (HEIGHT - 12);
      drawn.append(shape("line", { class: "rule", x1: left, x2: width, y1: y, y2: y }));
      drawn.append(shape("text", { x: left - 8, y: y + 4, "text-anchor": "end" }, number.format(value)));
    }
  }

  function column(counts, index, chosen, x, each, most) {
    const state = chosen < 0 ? "" : index === chosen ? " chosen" : " passed";
    const group = shape("g", { class: `column${state}`, "data-period": index });
    group.append(shape("title", {}, `${labels[index]}: ${told(counts)}`));
    group.append(shape("rect", { class: "hit", x, y: 0, width: each, height: HEIGHT }));
    const gap = Math.min(each * 0.22, 6);
    let y = HEIGHT;
    SEVERITIES.forEach((name, severity) => {
      const height = (counts[severity] / most) * (HEIGHT - 12);
      y -= height;
      if (height) group.append(shape("rect", { class: name, x: x + gap / 2, y, width: Math.min(each - gap, 72), height }));
    });
    group.addEventListener("click", () => choose(index === chosen ? -1 : index));
    return group;
  }

  function draw(counts, chosen) {
    last = [counts, chosen];
    const width = place.clientWidth;
    if (!labels.length || !width) {
      place.replaceChildren(make("p", { class: "note" }, labels.length ? "" : "No finding is in a post with a date."));
      return;
    }
    const highest = Math.max(1, ...counts.map(total));
    const tick = step(highest);
    const most = Math.ceil(highest / tick) * tick;
    const peak = counts.reduce((best, all, index) => (total(all) > total(counts[best]) ? index : best), 0);
    const said = `Findings by date, ${labels[0]} to ${labels.at(-1)}; most in ${labels[peak]}: ${told(counts[peak])}`;
    const drawn = make("svg", { width, height: HEIGHT + BELOW, role: "img", "aria-label": said });
    const left = 14 + number.format(most).length * 7;
    scale(drawn, most, tick, left, width);
    const each = Math.min((width - left) / labels.length, 110);
    const every = Math.ceil(64 / each);
    counts.forEach((all, index) => {
      drawn.append(column(all, index, chosen, left + index * each, each, most));
      if (index % every === 0 && (index + every <= labels.length || each * (labels.length - index) > 40)) {
        const atStart = index === 0 && each < 50;
        const x = left + index * each + (atStart ? 0 : Math.min(each, 72 + 6) / 2);
        drawn.append(shape("text", { x, y: HEIGHT + 17, "text-anchor": atStart ? "start" : "middle" }, labels[index]));
      }
    });
    place.replaceChildren(drawn);
  }

  new ResizeObserver(() => last && place.clientWidth !== Number(place.firstChild?.getAttribute?.("width")) && draw(...last)).observe(place);
  return draw;
}
