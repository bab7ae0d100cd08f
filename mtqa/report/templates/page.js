/* The page: it holds model, article, cards and filters together and listens to hand and keyboard. */

const documents = JSON.parse($("data").textContent);
const sections = [...document.querySelectorAll(".doc")];
const cards = new Cards($("cards"), $("card-template"));
const filters = new Filters(() => refresh());
const panel = document.querySelector(".panel");
const pages = new Map(); // document number -> {model, article, strip}
let page = null;
let active = null;

const narrowScreen = matchMedia("(max-width: 860px)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function say(text) {
  $("say").textContent = text;
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => $("toast").classList.remove("on"), 1800);
}

function show(number) {
  if (active) release();
  for (const section of sections) section.hidden = Number(section.dataset.doc) !== number;
  if (!pages.has(number)) {
    const section = sections[number];
    const model = new Model(documents[number], store);
    const article = new Article(section, model);
    pages.set(number, { number, section, model, article, strip: new Strip(section.querySelector(".strip"), model, goToSentence) });
  }
  page = pages.get(number);
  cards.show(page.model, page.article);
  filters.offer(page.model);
  refresh();
}

const shown = () => cards.order.filter((i) => filters.shows(i, page.model.status(i)));

function refresh() {
  const { model, article, strip } = page;
  let visible = 0, decided = 0, real = 0;
  for (const issue of model.issues) {
    const status = model.status(issue);
    const on = filters.shows(issue, status) || issue === active;
    if (issue.sev !== "offer") {
      real += 1;
      visible += on ? 1 : 0;
      decided += status === "open" ? 0 : 1;
    }
    cards.paint(issue, on);
    article.paint(issue, on);
    if (issue === active) article.activate(issue, true);
  }
  paintTally(visible, decided, real);
  paintScore();
  strip.paint(ranking());
  $("undo").disabled = !model.history.length;
  const safe = model.safeOnes(shown()).length;
  $("safe").disabled = !safe;
  $("safe").textContent = safe ? `Accept ${safe} safe` : "No safe ones left";
  $("ignored-n").textContent = model.ignored.length;
  $("download").disabled = $("copy").disabled = false;
}

function paintTally(visible, decided, real) {
  $("tally").textContent = visible === real ? `${real} issue${real === 1 ? "" : "s"}` : `${visible} of ${real} issues`;
  const percent = real ? Math.round((100 * decided) / real) : 100;
  const bar = document.querySelector(".progress");
  bar.firstElementChild.style.width = `${percent}%`;
  bar.setAttribute("aria-valuenow", percent);
  bar.title = `${decided} of ${real} decided`;
  const any = shown().length > 0;
  $("empty").hidden = any;
  $("cards").hidden = !any;
  $("empty").textContent = real ? "No issue passes the filters." : "No issues found.";
}

function paintScore() {
  const counted = page.model.issues.filter((i) => filters.counts(i));
  const { value, passed } = page.model.score(counted);
  const section = page.section;
  section.querySelector(".score").textContent = value.toFixed(1);
  const was = section.querySelector(".was-score");
  const first = page.model.data.score;
  const moved = value.toFixed(1) !== first.toFixed(1);
  was.hidden = !moved;
  was.textContent = moved ? `was ${first.toFixed(1)}` : "";
  const ruling = section.querySelector(".ruling");
  ruling.classList.toggle("good", passed);
  ruling.classList.toggle("bad", !passed);
  ruling.querySelector("use").setAttribute("href", passed ? "#i-accept" : "#i-reject");
  const verdict = passed ? "Passed" : "Below the bar";
  section.querySelector(".ruling-text").textContent = filters.narrow ? `${verdict}, counting the issues shown` : verdict;
}

/* Sentences with what is still open in them, in the order of the text. */
function ranking() {
  const rows = new Map(page.model.data.sentences.map((s) => [s.id, { id: s.id, qe: s.qe ?? null, penalty: 0, worst: null, first: null }]));
  for (const issue of cards.order) {
    const row = rows.get(issue.seg);
    if (!row || page.model.status(issue) !== "open" || !filters.counts(issue)) continue;
    row.first ??= issue;
    if (issue.sev === "offer") continue;
    row.penalty += page.model.points(issue);
    if (row.worst === null || RANK[issue.sev] > RANK[row.worst]) row.worst = issue.sev;
  }
  return [...rows.values()];
}

function smooth() { return stillness.matches ? "auto" : "smooth"; }

/* Bring the highlight into the part of the window that the reader sees, and the card beside it. */
function reveal(issue, from) {
  const place = page.article.place(issue);
  const card = cards.cards.get(issue.i);
  if ((from !== "article" || narrowScreen.matches) && place) {
    const box = place.getBoundingClientRect();
    const floor = narrowScreen.matches ? innerHeight * 0.45 : innerHeight * 0.75;
    if (box.top < 90 || box.bottom > floor) scrollTo({ top: scrollY + box.top - innerHeight * 0.28, behavior: smooth() });
  }
  const list = $("cards");
  const at = card.offsetTop;
  if (from === "article" && place && !narrowScreen.matches) {
    // level with the highlight, as a note in the margin is
    const level = place.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTo({ top: at - Math.min(Math.max(level, 0), list.clientHeight * 0.6), behavior: "auto" });
  } else if (at < list.scrollTop || at + card.offsetHeight > list.scrollTop + list.clientHeight - 20) {
    list.scrollTo({ top: at - list.clientHeight * (narrowScreen.matches ? 0.02 : 0.25), behavior: "auto" });
  }
}

function release() {
  if (!active) return;
  page.article.activate(active, false);
  cards.close(active);
  page.strip.here(null);
  panel.classList.remove("busy");
  active = null;
}

function activate(issue, from = "keys") {
  if (!issue) return;
  if (issue !== active) {
    release();
    active = issue;
    cards.paint(issue, true);
    cards.open(issue);
    page.article.activate(issue, true);
    page.strip.here(issue.seg);
    panel.classList.add("busy");
  }
  if (narrowScreen.matches && from === "article") fold(false);
  reveal(issue, from);
  if (from === "keys") cards.cards.get(issue.i).querySelector(".head").focus({ preventScroll: true });
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const at = active ? list.indexOf(active) : by > 0 ? -1 : 0;
  activate(list[(at + by + list.length) % list.length]);
}

/* After a decision: on to the next open issue below, else the first one that is still open. */
function advance() {
  const list = shown();
  const from = cards.order.indexOf(active);
  const open = list.filter((i) => page.model.status(i) === "open");
  const next = open.find((i) => cards.order.indexOf(i) > from) ?? open[0];
  if (next) activate(next);
  else refresh();
}

function goToSentence(id) {
  const issue = cards.order.find((i) => i.seg === id && filters.shows(i, page.model.status(i)));
  if (issue) activate(issue);
  else page.article.sentences.get(id)?.scrollIntoView({ block: "center", behavior: smooth() });
}

function nextWorst() {
  const rows = ranking().filter((r) => r.first).sort((x, y) => y.penalty - x.penalty || (x.qe ?? 1) - (y.qe ?? 1));
  if (!rows.length) return say("No sentence has open issues.");
  const at = rows.findIndex((r) => active && r.id === active.seg);
  activate(rows[(at + 1) % rows.length].first);
}

const act = {
  accept(issue) {
    if (!issue.target) return act.set(issue, null, "Resolved");
    if (!issue.fixes.length) return act.edit(issue);
    act.set(issue, page.model.replacement(issue) ?? issue.fixes[0], "Accepted");
  },
  choose(issue, text) { act.set(issue, text, "Accepted"); },
  set(issue, text, word) {
    page.model.accept(issue, text);
    refresh();
    say(`${word}: ${quoted(issue)}${text === null ? "" : ` → ${spoken(text, issue).text}`}`);
    advance();
  },
  reject(issue) {
    page.model.reject(issue);
    refresh();
    say(`Rejected: ${quoted(issue)}`);
    advance();
  },
  reopen(issue) {
    page.model.reopen(issue);
    refresh();
    say(`Open again: ${quoted(issue)}`);
  },
  edit(issue) {
    if (!issue.target) return say("This is about the source; there is nothing to edit here.");
    activate(issue);
    cards.edit(issue, (text) => act.set(issue, text, "Edited"));
  },
  ignore(issue, by, value) {
    const label = by === "findings" ? `“${quoted(issue)}”, ${issue.rule}` : value;
    page.model.ignore(issue, by, value, label);
    refresh();
    say(`Ignored: ${label}`);
    advance();
  },
  undo() {
    const step = page.model.undo();
    if (!step) return say("Nothing to undo.");
    refresh();
    if (step.at !== null && step.at !== undefined) activate(page.model.issues[step.at]);
    say("Undone.");
  },
};

function fold(on) {
  panel.classList.toggle("folded", on);
  document.querySelector(".sheet-toggle").setAttribute("aria-expanded", String(!on));
}

function view(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll(".segmented button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  if (active) reveal(active, "keys");
}

function download(name, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // a page opened from a file may have no clipboard: the old way needs a selection
    const area = make("textarea", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied.`);
}

function paintIgnored() {
  const { ignored } = page.model;
  const kinds = { findings: "finding", rules: "rule", categories: "category", words: "words" };
  $("ignored-none").hidden = ignored.length > 0;
  $("ignored-some").hidden = ignored.length === 0;
  $("snippet").textContent = page.model.snippet();
  $("ignored-list").replaceChildren(...ignored.map((entry) => {
    const remove = make("button", { type: "button", textContent: "Heed again", onclick: () => { page.model.heed(entry); refresh(); paintIgnored(); } });
    return make("li", {}, make("span", {}, `${kinds[entry.by]} `, make("b", { textContent: entry.label ?? entry.value })), remove);
  }));
}

function dark() {
  return (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  $("theme").setAttribute("aria-pressed", String(dark()));
}

/* The issue under a click: the innermost; clicking again goes outwards. */
function clicked(target) {
  const around = [];
  for (let e = target.closest(".m, .fix"); e; e = e.parentElement?.closest(".m, .fix")) {
    if (!e.classList.contains("off")) around.push(page.model.issues[Number(e.dataset.i)]);
  }
  if (!around.length) return null;
  return around[(around.indexOf(active) + 1) % around.length];
}

const KEYS = {
  j: () => step(1), k: () => step(-1), n: nextWorst, u: () => act.undo(),
  a: () => active && act.accept(active), r: () => active && act.reject(active), e: () => active && act.edit(active),
  v: () => view({ read: "compare", compare: "clean", clean: "read" }[document.body.dataset.view]),
  "?": () => $("keys").showModal(), Escape: () => closePops() || release(),
};

/* Close what has popped up over the article, but for what holds the target of a click. */
function closePops(target = null) {
  const open = [...document.querySelectorAll(".pop[open]")].filter((pop) => !pop.contains(target));
  for (const pop of open) pop.open = false;
  return open.length > 0;
}

function pressed(event) {
  if (event.target.closest?.("input:not([type=range]):not([type=checkbox]), textarea, select, dialog")) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z") {
    event.preventDefault();
    return act.undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !$("keys-on").checked) return;
  const pick = active && /^[1-9]$/.test(event.key) && active.target ? active.fixes[Number(event.key) - 1] : undefined;
  const run = pick !== undefined ? () => act.choose(active, pick) : KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

function listen() {
  document.addEventListener("keydown", pressed);
  $("main").addEventListener("click", (event) => {
    if (document.body.dataset.view !== "clean" || event.target.closest(".fix")) activate(clicked(event.target), "article");
  });
  $("cards").addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    const issue = page.model.issues[Number(card.dataset.i)];
    const button = event.target.closest("[data-do]");
    if (button) {
      if (issue !== active) activate(issue, "card");
      act[button.dataset.do](issue, button.dataset.text ?? button.dataset.by, button.dataset.value);
    } else if (event.target.closest(".head")) {
      if (issue === active) release();
      else activate(issue, "card");
    }
  });
  document.addEventListener("click", (event) => closePops(event.target));
  $("which")?.addEventListener("change", (event) => { show(Number(event.target.value)); scrollTo(0, 0); });
  for (const button of document.querySelectorAll(".segmented button")) button.addEventListener("click", () => view(button.dataset.view));
  document.querySelector(".sheet-toggle").addEventListener("click", () => narrowScreen.matches && fold(!panel.classList.contains("folded")));
  $("theme").addEventListener("click", () => { theme(dark() ? "light" : "dark"); store.set("theme", dark() ? "dark" : "light"); });
  $("help").addEventListener("click", () => $("keys").showModal());
  $("keys-on").addEventListener("change", (event) => store.set("keys", event.target.checked));
  $("worst").addEventListener("click", nextWorst);
  $("undo").addEventListener("click", () => act.undo());
  $("safe").addEventListener("click", () => {
    const safe = page.model.safeOnes(shown());
    page.model.acceptAll(safe);
    refresh();
    say(`${safe.length} safe suggestion${safe.length === 1 ? "" : "s"} accepted.`);
  });
  $("download").addEventListener("click", () => download(page.model.data.file, page.model.corrected()));
  $("copy").addEventListener("click", () => copy(page.model.corrected(), "Corrected text"));
  $("ignored-open").addEventListener("click", () => { paintIgnored(); $("ignored").showModal(); });
  $("snippet-copy").addEventListener("click", () => copy(page.model.snippet(), "Settings"));
  $("snippet-download").addEventListener("click", () => download("mtqa.toml", page.model.snippet()));
}

theme(store.get("theme"));
$("keys-on").checked = store.get("keys") ?? true;
if (narrowScreen.matches) fold(true);
if (documents.length) {
  show(0);
  listen();
}
