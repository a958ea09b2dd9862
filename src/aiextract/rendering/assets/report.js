"use strict";
// Links text, table and cards of each document. All is in the page already: nothing here makes markup of text.
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const tip = $("#tip");
  const said = $("#said");
  const wide = matchMedia("(min-width: 60rem)");
  const MARK = "mark[data-i]";
  let shown = null; // what the tooltip tells of
  let back = null; // where Escape returns to

  const view = (node) => node.closest(".view");
  const rowOf = (mark) => document.getElementById(`${view(mark).id}r${mark.dataset.i}`);
  const markOf = (row) => document.getElementById(`${view(row).id}m${row.dataset.i}`);
  const cardOf = (evidence) => document.getElementById(`${view(evidence).id}e${evidence.dataset.e}`);
  const visible = (node) => !node.hidden && !node.classList.contains("off");

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // --- the tooltip ---

  const entry = (mark) => {
    const row = rowOf(mark);
    const node = make("div", "entry");
    node.dataset.t = mark.dataset.t;
    if (mark.dataset.v) node.dataset.v = mark.dataset.v;
    const kind = make("div", "kind");
    kind.append(make("i", "swatch"), make("span", "type", $(".type", row).textContent));
    node.append(kind);
    for (const name of ["value", "note", "verdict", "expected", "rule", "at", "score"]) {
      const cell = $(`.${name}`, row);
      if (!cell) continue;
      const line = make("div", name === "value" ? "" : "small");
      const copy = make("bdi", name, cell.textContent);
      line.append(copy);
      node.append(line);
    }
    return node;
  };

  const describe = (target) => {
    const entries = [];
    for (let node = target; node && !node.classList.contains("text"); node = node.parentElement) {
      if (node.matches(MARK) && visible(node)) entries.push(entry(node));
    }
    if (!entries.length && target.matches(".evidence")) {
      const node = make("div", "entry");
      const card = cardOf(target);
      node.append(make("div", "kind", $(".badges", card).innerText.replace(/\s+/g, " ")));
      node.append(make("div", "value", $("h2", card).innerText.replace(/\s+/g, " ")));
      entries.push(node);
    }
    return entries;
  };

  const place = () => {
    if (!shown) return;
    const rects = [...shown.node.getClientRects()];
    if (!rects.length) return hide();
    const rect = rects.find((one) => shown.y >= one.top && shown.y <= one.bottom) ?? rects[0];
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(8, Math.min(rect.left + rect.width / 2 - width / 2, root.clientWidth - width - 8));
    const above = rect.top - height - 10;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 60 ? above : Math.min(rect.bottom + 10, innerHeight - height - 8)}px`;
  };

  const show = (node, y = -1) => {
    const entries = describe(node);
    if (!entries.length) return hide();
    shown?.node.removeAttribute("aria-describedby");
    shown = { node, y };
    tip.replaceChildren(...entries);
    if (!wide.matches && node.matches(MARK)) {
      // The table is far below: fingers have no Enter key to get there.
      const leap = make("button", "leap", "Show in the table");
      leap.type = "button";
      leap.tabIndex = -1;
      leap.addEventListener("mousedown", (event) => event.preventDefault()); // the mention keeps the focus
      leap.addEventListener("click", () => toRow(node));
      tip.append(leap);
    }
    tip.hidden = false;
    if (node.id) node.setAttribute("aria-describedby", "tip");
    place();
  };

  const hide = () => {
    shown?.node.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };

  // --- choosing: a mention and its row, evidence and its card ---

  const clear = (section) => {
    for (const node of $$(".on, .same", section)) node.classList.remove("on", "same");
  };

  const reveal = (node, block) => {
    node?.scrollIntoView({ block, inline: "nearest" });
  };

  const choose = (section, number) => {
    clear(section);
    for (const mark of $$(`mark[data-i="${number}"]`, section)) mark.classList.add("on");
    const row = $(`tr[data-i="${number}"]`, section);
    row?.classList.add("on");
    for (const other of $$(`mark[data-g="${row?.dataset.g}"]`, section)) other.classList.add("same");
    rove(section, ".facts tbody tr", row);
    return row;
  };

  const chooseCard = (section, number) => {
    clear(section);
    for (const node of $$(`[data-e="${number}"]`, section)) node.classList.add("on");
  };

  // Exactly one of many is in the tab order: the one that was used last.
  const rove = (section, selector, node) => {
    if (!node) return;
    for (const other of $$(`${selector}[tabindex="0"]`, section)) other.tabIndex = -1;
    node.tabIndex = 0;
  };

  const toText = (row) => {
    const mark = markOf(row);
    choose(view(row), row.dataset.i);
    if (!mark) return;
    back = row;
    mark.focus({ preventScroll: true });
    reveal(mark, "center");
  };

  const toRow = (mark) => {
    const row = choose(view(mark), mark.dataset.i);
    if (!row || row.hidden) return;
    back = mark;
    hide();
    row.focus({ preventScroll: true });
    reveal(row, wide.matches ? "nearest" : "center");
  };

  const pick = (mark) => {
    const row = choose(view(mark), mark.dataset.i);
    if (row && wide.matches) reveal(row, "nearest");
  };

  const remember = (hash) => {
    try {
      history.pushState(null, "", hash);
    } catch {
      // A page without an address of its own (in a frame, say) has no history to write.
    }
  };

  // Goes where a fragment says: a document, a mention, an event, a clause.
  const go = (hash, focus = true) => {
    const target = document.getElementById(hash.slice(1));
    if (!target) return false;
    const section = view(target);
    if (!section) return false;
    open(section);
    if (target === section) scrollTo({ top: 0, behavior: "instant" });
    else if (target.matches(MARK)) {
      choose(section, target.dataset.i);
      if (focus) target.focus({ preventScroll: true });
      reveal(target, "center");
    } else if (target.dataset.e) {
      chooseCard(section, target.dataset.e);
      reveal(target, "center");
    } else reveal(target, "nearest");
    return true;
  };

  // --- one document at a time ---

  const select = $(".documents select");
  const open = (section) => {
    if (section.classList.contains("current")) return;
    hide();
    for (const other of $$(".view.current")) other.classList.remove("current");
    section.classList.add("current");
    if (select) select.value = section.id;
    document.dispatchEvent(new Event("opened"));
  };

  // --- filters: nothing pressed shows all ---

  const filter = (section) => {
    const pressed = (kind) => new Set($$(`.chip[data-${kind}][aria-pressed="true"]`, section).map((chip) => chip.dataset[kind]));
    const types = pressed("t");
    const verdicts = pressed("v");
    const words = $("input[type=search]", section).value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = (node) =>
      (!types.size || types.has(node.dataset.t)) && (!verdicts.size || verdicts.has(node.dataset.v));
    const kept = new Set();
    for (const row of $$(".facts tbody tr", section)) {
      row.searched ??= row.textContent.toLocaleLowerCase();
      const keep = wanted(row) && words.every((word) => row.searched.includes(word));
      row.hidden = !keep;
      if (keep) kept.add(row.dataset.i);
    }
    for (const mark of $$(".text mark", section)) {
      mark.classList.toggle("off", !kept.has(mark.dataset.i));
    }
    const cards = new Set();
    for (const card of $$(".card", section)) {
      const text = card.textContent.toLocaleLowerCase();
      const keep = wanted(card) && words.every((word) => text.includes(word));
      card.hidden = !keep;
      if (keep) cards.add(card.dataset.e);
    }
    for (const node of $$(".evidence", section)) node.classList.toggle("off", !cards.has(node.dataset.e));
    const none = $("aside > .none", section);
    if (none && $(".facts", section)) {
      none.hidden = kept.size > 0;
      $(".facts", section).hidden = !kept.size;
    }
    hide();
    settle(section);
    said.textContent = `${kept.size} ${kept.size === 1 ? "fact" : "facts"} shown`;
  };

  // What is in the tab order must be visible.
  const settle = (section) => {
    for (const selector of [".text mark[id]", ".facts tbody tr"]) {
      const nodes = $$(selector, section);
      if (!nodes.some((node) => node.tabIndex === 0 && visible(node))) rove(section, selector, nodes.find(visible));
    }
  };

  // --- what people do ---

  const step = (nodes, from, by) => {
    for (let i = nodes.indexOf(from) + by; i >= 0 && i < nodes.length; i += by) if (visible(nodes[i])) return nodes[i];
    return from;
  };

  const keys = (event, selector) => {
    const here = event.target.closest(selector);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return null;
    const nodes = $$(selector, view(here));
    const rtl = getComputedStyle(here).direction === "rtl";
    const by = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    let next = null;
    if (by) next = step(nodes, here, by);
    else if (event.key === "Home") next = nodes.find(visible);
    else if (event.key === "End") next = nodes.findLast(visible);
    if (!next) return here;
    event.preventDefault();
    choose(view(next), next.dataset.i);
    next.focus({ preventScroll: true });
    reveal(next, "nearest");
    return null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (event.target.matches("input[type=search]")) {
        event.target.value = "";
        filter(view(event.target));
      } else if (back?.isConnected && event.target.matches(".text mark, .facts tr")) {
        const origin = back;
        hide();
        back = null;
        origin.focus({ preventScroll: true });
        reveal(origin, wide.matches ? "nearest" : "center");
      } else hide();
      return;
    }
    if (event.key === "/" && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      $(".view.current input[type=search]")?.focus();
      return;
    }
    const mark = keys(event, ".text mark[id]");
    const row = mark ? null : keys(event, ".facts tbody tr");
    if (event.key !== "Enter" && event.key !== " ") return;
    if (mark) toRow(mark);
    else if (row) toText(row);
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const row = event.target.closest(".facts tbody tr");
    const mark = event.target.closest(MARK);
    if (row && view(row)) {
      event.preventDefault();
      if (!getSelection().toString()) {
        toText(row);
        remember(`#${view(row).id}m${row.dataset.i}`);
      }
    } else if (link) {
      const hash = link.getAttribute("href");
      if (go(hash)) {
        event.preventDefault();
        remember(hash);
      }
    } else if (mark) {
      back = null;
      pick(mark);
      show(mark, event.clientY);
    } else if (event.target.closest(".evidence")) {
      const evidence = event.target.closest(".evidence");
      if (!visible(evidence)) return;
      chooseCard(view(evidence), evidence.dataset.e);
      if (wide.matches) reveal(cardOf(evidence), "nearest");
      show(evidence, event.clientY);
    } else if (!event.target.closest("#tip")) hide();

    const chip = event.target.closest(".chip");
    if (chip) {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      filter(view(chip));
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".view input[type=search]")) filter(view(event.target));
  });

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const node = event.target.closest(`.text ${MARK}`);
    if (node && visible(node)) show(node, event.clientY);
    else if (shown && !event.target.closest("#tip") && document.activeElement !== shown.node) hide();
  });

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".text mark[id]")) return;
    rove(view(event.target), ".text mark", event.target);
    choose(view(event.target), event.target.dataset.i);
    if (wide.matches) reveal($("tr.on", view(event.target)), "nearest");
    show(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (shown?.node === event.target) hide();
  });
  document.addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);

  // --- the bar ---

  const stored = (value) => {
    try {
      if (value) localStorage.setItem("aiextract-theme", value);
      return localStorage.getItem("aiextract-theme");
    } catch {
      return null; // no storage in this frame
    }
  };
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();

  const actions = {
    theme() {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      stored(root.dataset.theme);
    },
    labels(button) {
      button.setAttribute("aria-pressed", document.body.classList.toggle("labels"));
      place();
    },
    download() {
      const current = $(".view.current script");
      const records = current ? [current] : $$(".view script");
      const link = document.createElement("a");
      const text = records.map((one) => one.textContent).join("\n");
      link.href = URL.createObjectURL(new Blob([text, "\n"], { type: "application/json" }));
      link.download = current ? "records.json" : "records.jsonl";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };
  for (const button of $$("[data-action]")) button.addEventListener("click", () => actions[button.dataset.action](button));

  if (select) {
    const to = (id) => {
      if (go(`#${id}`)) remember(`#${id}`);
    };
    select.addEventListener("change", () => to(select.value));
    for (const button of $$(".step")) {
      button.addEventListener("click", () => {
        const place = select.selectedIndex + Number(button.dataset.step);
        if (place >= 0 && place < select.options.length) to(select.options[place].value);
      });
    }
  }

  // --- the lines from who acts to what is acted on ---

  const svg = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };

  const wire = () => {
    for (const component of $$(".component")) {
      const canvas = $(".wires", component);
      const origin = component.getBoundingClientRect();
      if (!origin.width) return; // not shown
      const lines = $$(".deal", component).map((deal) => {
        const to = deal.getBoundingClientRect();
        const from = document.getElementById(deal.dataset.from).getBoundingClientRect();
        const box = deal.closest(".node").getBoundingClientRect();
        const x = (value) => Math.round(value - origin.left);
        const y = (one) => Math.round(one.top + one.height / 2 - origin.top);
        const [x1, y1, x2, y2] = [x(from.right), y(from), x(box.left) - 1, y(to)];
        const bend = Math.max(18, Math.abs(x2 - x1) / 2);
        const line = svg("path", { d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 7} ${y2}`, class: deal.dataset.t });
        const head = svg("path", { d: `M${x2} ${y2}l-8 -4.5v9z`, class: "head" });
        return [line, head];
      });
      canvas.replaceChildren(...lines.flat());
    }
  };
  if ($("#overview")) {
    addEventListener("resize", wire);
    document.addEventListener("opened", wire);
    document.fonts?.ready.then(wire);
    wire();
  }

  for (const section of $$(".view")) if ($(".text", section)) settle(section);
  addEventListener("popstate", () => go(location.hash || `#${$(".view").id}`));
  if (location.hash) go(location.hash);
})();
