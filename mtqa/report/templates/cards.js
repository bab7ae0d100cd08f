/* The cards: one small line per issue; the active one unfolds with everything that can be done. */

const SEVERITY = { critical: "Critical", major: "Major", minor: "Minor", neutral: "Neutral", offer: "Re-translation" };
const STATE_WORDS = { open: "", accepted: "accepted", rejected: "rejected", ignored: "ignored", moot: "replaced" };

function make(tag, props = {}, ...children) {
  const { data, ...rest } = props;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data ?? {})) element.dataset[name] = value;
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

const key = (letter) => make("kbd", { textContent: letter, ariaHidden: "true" });

/* A suggestion as a person reads it; what would be invisible gets a name. */
function spoken(text, issue) {
  if (text === "") return { text: issue.text.trim() ? "delete" : "close the gap", named: true };
  if (!text.trim()) return { text: text === " " ? "a space" : "white space", named: true };
  return { text: issue.a === issue.b && issue.target ? `insert “${text}”` : spaced(text, issue), named: false };
}

/* Spaces at the ends, where they are what it is about: the words around them stay the same. */
function spaced(text, issue) {
  const bare = issue.text.trim();
  const about = bare.length < 3 || issue.fixes.some((fix) => fix.trim() === bare);
  return about && text.trim() ? text.replace(/^\s+|\s+$/g, (spaces) => "␣".repeat(spaces.length)) : text;
}

function quoted(issue) {
  if (issue.sev === "offer") return "Whole sentence";
  if (issue.text === "") return "(nothing)";
  if (/^\p{Cf}+$/u.test(issue.text)) return [...issue.text].map((c) => `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");
  return issue.text.trim() ? spaced(issue.text, issue) : "␣".repeat(issue.text.length);
}

const words = (category) => {
  const [dimension, kind] = category.split("/");
  const plain = (x) => (x ?? "").replaceAll("-", " ");
  const first = plain(dimension);
  return first.charAt(0).toUpperCase() + first.slice(1) + (kind ? `: ${plain(kind)}` : "");
};

class Cards {
  constructor(list, template) {
    this.list = list;
    this.template = template;
  }

  show(model, article) {
    this.model = model;
    this.article = article;
    this.cards = new Map();
    this.painted = new Map(); // issue number -> what its card shows
    const order = [...model.issues].sort((x, y) => (x.seg ?? -1) - (y.seg ?? -1) || x.a - y.a || y.b - x.b || x.i - y.i);
    const all = document.createDocumentFragment();
    for (const issue of order) {
      const card = this.build(issue);
      this.cards.set(issue.i, card);
      all.append(card);
    }
    this.list.replaceChildren(all);
    this.order = order;
  }

  build(issue) {
    const card = this.template.content.firstElementChild.cloneNode(true);
    card.dataset.i = issue.i;
    card.classList.add(`s-${issue.sev}`);
    card.querySelector(".sev-mark").classList.add(`s-${issue.sev}`);
    card.querySelector(".sev-mark").dataset.n = issue.sev === "offer" ? "" : issue.i + 1;
    card.querySelector("use").setAttribute("href", `#i-${issue.sev}`);
    card.querySelector(".sev-mark .sr").textContent = `${SEVERITY[issue.sev]}: `;
    const was = card.querySelector(".was");
    was.textContent = quoted(issue);
    was.classList.add(`k-${issue.kind}`);
    card.querySelector(".msg").textContent = issue.msg;
    for (const button of card.querySelectorAll(".quick button")) {
      const verb = button.dataset.do === "accept" ? (this.fixable(issue) ? "Accept" : "Mark as resolved") : "Reject";
      button.setAttribute("aria-label", `${verb}: ${quoted(issue)}`);
      button.title = verb;
      button.tabIndex = -1; // the same is in the open card; two stops more per card would be a burden
    }
    return card;
  }

  fixable(issue) { return issue.target && issue.fixes.length > 0; }

  paint(issue, shown) {
    const card = this.cards.get(issue.i);
    const status = this.model.status(issue);
    const look = `${status} ${shown} ${this.model.replacement(issue)}`;
    if (this.painted.get(issue.i) === look) return;
    this.painted.set(issue.i, look);
    card.hidden = !shown;
    for (const state of STATES) card.classList.toggle(state, state === status);
    card.querySelector(".state").textContent = STATE_WORDS[status];
    const text = this.model.replacement(issue) ?? (this.fixable(issue) ? issue.fixes[0] : null);
    const now = text === null ? { text: "", named: false } : spoken(text, issue);
    const target = card.querySelector(".now");
    target.textContent = now.text;
    target.classList.toggle("named", now.named);
    card.querySelector(".arrow").textContent = now.text ? "→" : "";
    card.querySelector(".sr-arrow").textContent = now.text ? " becomes " : "";
    if (card.classList.contains("active") && !card.querySelector(".edit")) this.open(issue);
  }

  open(issue) {
    const card = this.cards.get(issue.i);
    card.classList.add("active");
    card.classList.toggle("chipped", this.fixable(issue));
    const head = card.querySelector(".head");
    head.setAttribute("aria-expanded", "true");
    const focused = card.contains(document.activeElement) && document.activeElement !== head;
    card.querySelector(".body")?.remove();
    const body = make("div", { className: "body" }, this.chips(issue), this.original(issue), this.actions(issue), this.about(issue));
    head.after(body);
    if (focused) head.focus({ preventScroll: true });
  }

  close(issue) {
    const card = this.cards.get(issue.i);
    card.classList.remove("active");
    card.querySelector(".head").setAttribute("aria-expanded", "false");
    card.querySelector(".body")?.remove();
  }

  chips(issue) {
    if (!this.fixable(issue)) return null;
    const chosen = this.model.replacement(issue);
    const own = chosen !== null && !issue.fixes.includes(chosen) ? [chosen] : [];
    return make("div", { className: "chips" }, ...[...issue.fixes, ...own].map((text, k) => {
      const said = spoken(text, issue);
      const chip = make("button", { type: "button", className: `chip${said.named ? " named" : ""}`, data: { do: "choose", text } },
        k < 9 && k < issue.fixes.length ? key(String(k + 1)) : null, make("span", { textContent: said.text, dir: "auto" }));
      if (k === 0 && issue.safe) chip.append(make("span", { className: "safe", textContent: "safe" }));
      if (k >= issue.fixes.length) chip.append(make("span", { className: "safe", textContent: "yours" }));
      chip.setAttribute("aria-pressed", String(chosen === text));
      return chip;
    }));
  }

  original(issue) {
    const copy = this.article.original(issue);
    if (!copy) return null;
    const name = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
    let label = "Source";
    try { label = copy.lang ? name.of(copy.lang) : label; } catch { /* not a tag the browser knows */ }
    const box = make("p", { className: "original" }, make("b", { textContent: label }));
    copy.className = "";
    box.append(copy);
    return box;
  }

  actions(issue) {
    const status = this.model.status(issue);
    const button = (what, label, letter, look, picture) => make("button", { type: "button", className: look, data: { do: what } }, icon(picture), label, letter ? key(letter) : "");
    const row = make("div", { className: "actions" });
    if (status === "accepted" || status === "rejected") row.append(button("reopen", "Reopen", "", "", "undo"));
    if (status !== "accepted") row.append(button("accept", this.fixable(issue) ? "Accept" : issue.target ? "Write a fix" : "Resolved", "a", "yes", "accept"));
    if (status !== "rejected") row.append(button("reject", "Reject", "r", "", "reject"));
    if (issue.target && (this.fixable(issue) || status === "accepted")) row.append(button("edit", "Edit", "e", "", "edit"));
    if (issue.sev !== "offer") row.append(this.ignoreMenu(issue));
    return row;
  }

  ignoreMenu(issue) {
    const list = make("div", { className: "ignore-list" }, make("p", { textContent: "Hide, here and, with the lines under “Ignored”, in later reports:" }));
    const add = (by, label, value) => value && list.append(make("button", { type: "button", textContent: label, data: { do: "ignore", by, value } }));
    add("findings", "only this finding", issue.finger);
    add("words", `“${issue.text}” wherever it stands`, issue.text.trim() ? issue.text : "");
    add("rules", `everything of the rule ${issue.rule}`, issue.rule);
    add("categories", `everything in ${words(issue.cat)}`, issue.cat);
    return make("details", { className: "ignore" }, make("summary", { textContent: "Ignore…" }), list);
  }

  about(issue) {
    const sure = issue.sev === "offer" ? "" : ` · ${Math.min(99, Math.max(1, Math.round(issue.p * 100)))}% sure`;
    const swatch = make("span", { className: `swatch k-${issue.kind}`, textContent: words(issue.cat) });
    const line = make("span", {}, `${SEVERITY[issue.sev]} · `, swatch, `${sure} · ${issue.rule}`);
    const doc = this.model.data.rules[issue.rule];
    if (!doc) return make("div", { className: "about" }, line);
    return make("details", { className: "about", open: this.docOpen ?? false, ontoggle: (e) => { this.docOpen = e.target.open; } },
      make("summary", { title: doc }, line), make("p", { textContent: doc }), this.more(issue));
  }

  /* The rule's entry on the page of all rules, where the settings say that there is one. */
  more(issue) {
    const page = this.model.data.rulesPage;
    if (!page || issue.sev === "offer") return "";
    return make("a", { href: `${page}#${issue.rule}`, target: "_blank", rel: "noopener", textContent: "All about this rule" });
  }

  /* A box to write one's own text in; resolves nothing until it is saved. */
  edit(issue, save) {
    const card = this.cards.get(issue.i);
    card.querySelector(".edit")?.remove();
    const value = this.model.replacement(issue) ?? (issue.fixes[0] || issue.text);
    const area = make("textarea", { value, rows: 1, spellcheck: true, dir: "auto" });
    area.setAttribute("aria-label", `Your text in place of ${quoted(issue)}`);
    const done = () => { box.remove(); save(area.value); };
    const cancel = () => { box.remove(); card.querySelector(".head").focus({ preventScroll: true }); };
    const box = make("div", { className: "edit" }, area, make("div", { className: "buttons" },
      make("button", { type: "button", className: "strong", textContent: "Save", onclick: done }),
      make("button", { type: "button", className: "plain", textContent: "Cancel", onclick: cancel })));
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") cancel();
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); done(); }
    });
    card.querySelector(".body").prepend(box);
    area.focus();
    area.select();
  }
}
