/* The article on the page: what each highlight looks like now, and the strip of sentences. */

const STATES = ["accepted", "rejected", "ignored", "moot"];

class Article {
  constructor(section, model) {
    this.section = section;
    this.model = model;
    this.marks = new Map(); // issue number -> its pieces in order
    this.sentences = new Map(); // sentence id -> its element
    this.painted = new Map(); // issue number -> what its highlight shows
    this.inserted = new Map(); // issue number -> the <ins> of its accepted text
    for (const mark of section.querySelectorAll(".t .m, .gap .m")) this.add(mark);
    for (const mark of section.querySelectorAll(".src .m")) this.add(mark);
    for (const pieces of this.marks.values()) {
      pieces[pieces.length - 1].dataset.n = Number(pieces[0].dataset.i) + 1;
    }
    for (const t of section.querySelectorAll(".t")) this.sentences.set(Number(t.dataset.s), t);
  }

  add(mark) {
    const i = Number(mark.dataset.i);
    if (!this.marks.has(i)) this.marks.set(i, []);
    this.marks.get(i).push(mark);
  }

  pieces(issue) {
    if (issue.sev === "offer") return [this.sentences.get(issue.seg)].filter(Boolean);
    return this.marks.get(issue.i) ?? [];
  }

  /* Where to look at an issue: its accepted text, its highlight, or else its sentence. */
  place(issue) {
    const visible = [this.inserted.get(issue.i), ...this.pieces(issue)].find((e) => e && e.getClientRects().length);
    return visible ?? this.sentences.get(issue.seg) ?? null;
  }

  paint(issue, shown) {
    const status = this.model.status(issue);
    const text = this.model.replacement(issue);
    const look = `${status} ${shown} ${text}`;
    if (this.painted.get(issue.i) === look) return;
    this.painted.set(issue.i, look);
    const pieces = this.pieces(issue);
    if (issue.sev === "offer") {
      pieces[0]?.classList.toggle("replaced", status === "accepted");
    } else {
      for (const piece of pieces) {
        for (const state of STATES) piece.classList.toggle(state, state === status);
        piece.classList.toggle("off", !shown);
      }
    }
    this.insert(issue, issue.target ? text : null, pieces[pieces.length - 1]);
  }

  insert(issue, text, after) {
    let ins = this.inserted.get(issue.i);
    if (!text || !after) {
      ins?.remove();
      this.inserted.delete(issue.i);
      return;
    }
    if (!ins) {
      ins = document.createElement("ins");
      ins.className = "fix";
      ins.dataset.i = issue.i;
      after.after(ins);
      this.inserted.set(issue.i, ins);
    }
    ins.textContent = text;
  }

  activate(issue, on) {
    for (const piece of this.pieces(issue)) if (issue.sev !== "offer") piece.classList.toggle("active", on);
    this.inserted.get(issue.i)?.classList.toggle("active", on);
    this.sentences.get(issue.seg)?.classList.toggle("here", on);
  }

  /* What an omission or a mark in the source looks like in its card. */
  original(issue) {
    const source = this.sentences.get(issue.seg)?.parentElement.querySelector(".src:not(.none)");
    if (!source) return null;
    const copy = source.cloneNode(true);
    for (const mark of copy.querySelectorAll(".m")) {
      mark.classList.toggle("own", Number(mark.dataset.i) === issue.i);
      mark.classList.remove("active");
      delete mark.dataset.n;
    }
    return copy;
  }
}

/* One bar per sentence: taller is worse, coloured by its worst open issue. */
class Strip {
  constructor(svg, model, go) {
    this.svg = svg;
    this.model = model;
    this.bars = [];
    const sentences = model.data.sentences;
    if (sentences.length < 2 || sentences.length > 600) return;
    this.scored = sentences.some((s) => s.qe !== null);
    svg.removeAttribute("hidden");
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = "One bar for each sentence: the taller, the worse. Click to go there.";
    svg.append(title);
    svg.style.maxWidth = `${sentences.length * 15}px`;
    svg.setAttribute("viewBox", `0 0 ${sentences.length * 4} 30`);
    for (const [k, sentence] of sentences.entries()) {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      bar.setAttribute("x", k * 4 + 0.4);
      bar.setAttribute("width", 3.2);
      svg.append(bar);
      this.bars.push({ bar, sentence });
    }
    svg.addEventListener("click", (event) => {
      const box = svg.getBoundingClientRect();
      const k = Math.floor(((event.clientX - box.left) / box.width) * sentences.length);
      go(sentences[Math.min(Math.max(k, 0), sentences.length - 1)].id);
    });
  }

  paint(ranking) {
    if (!this.bars.length) return;
    const worst = Math.max(...ranking.map((r) => r.penalty), 1);
    const known = ranking.map((r) => r.qe).filter((q) => q !== null);
    const [low, high] = [Math.min(0, ...known), Math.max(1, ...known)];
    const by = new Map(ranking.map((r) => [r.id, r]));
    for (const { bar, sentence } of this.bars) {
      const row = by.get(sentence.id);
      const bad = row.qe === null ? row.penalty / worst : (high - row.qe) / (high - low);
      const height = 3 + 27 * Math.min(Math.max(bad, 0), 1);
      bar.setAttribute("height", height.toFixed(1));
      bar.setAttribute("y", (30 - height).toFixed(1));
      bar.setAttribute("class", row.worst ? `s-${row.worst}` : "");
    }
    const what = this.scored ? "estimated quality" : "penalty points";
    const open = ranking.filter((r) => r.worst).length;
    this.svg.setAttribute("aria-label", `${this.bars.length} sentences by ${what}, taller is worse; ${open} with open issues. Press n for the next worst.`);
  }

  here(id) {
    for (const { bar, sentence } of this.bars) bar.classList.toggle("here", sentence.id === id);
  }
}
