/* The model of one document: what was decided, what the text is now, what it scores. It knows
   nothing of the page. Offsets are UTF-16 code units, as the script's strings have them. */

const RANK = { critical: 3, major: 2, minor: 1, neutral: 0, offer: -1 };

function collide(x, y) {
  if (x.a === y.a && x.b === y.b) return true;
  if (x.a === x.b || y.a === y.b) return x.a <= y.b && y.a <= x.b;
  return x.a < y.b && y.a < x.b;
}

/* More certain first, then worse, then longer: the order in which mtqa itself chooses. */
function byCertainty(x, y) {
  return y.p - x.p || RANK[y.sev] - RANK[x.sev] || (y.b - y.a) - (x.b - x.a) ||
    x.a - y.a || x.b - y.b || (x.rule < y.rule ? -1 : x.rule > y.rule ? 1 : 0);
}

class Model {
  constructor(data, store) {
    this.data = data;
    this.issues = data.issues;
    this.store = store;
    this.decided = new Map(); // issue number -> {s: "accepted" | "rejected", t: text or null}
    this.ignored = []; // {by: "findings" | "rules" | "categories" | "words", value}
    this.history = [];
    this.load();
    this.settle();
  }

  /* Derive what follows from the decisions: which issues an accepted text has swallowed. */
  settle() {
    this.applied = this.issues
      .filter((i) => i.target && this.decided.get(i.i)?.s === "accepted" && this.decided.get(i.i).t !== null)
      .sort((x, y) => x.a - y.a || x.b - y.b);
    this.silent = { findings: new Set(), rules: new Set(), categories: new Set(), words: new Set() };
    for (const { by, value } of this.ignored) this.silent[by].add(value);
    this.swallowed = new Set();
    let k = 0;
    const open = this.issues.filter((i) => i.target && !this.decided.has(i.i)).sort((x, y) => x.a - y.a);
    for (const issue of open) {
      while (k < this.applied.length && this.applied[k].b < issue.a) k += 1;
      for (let j = k; j < this.applied.length && this.applied[j].a <= issue.a; j += 1) {
        const over = this.applied[j];
        const within = over.a <= issue.a && issue.b <= over.b && collide(over, issue);
        if (within) this.swallowed.add(issue.i);
      }
    }
  }

  status(issue) {
    const decision = this.decided.get(issue.i);
    if (decision) return decision.s;
    const quiet = this.silent;
    if (issue.sev !== "offer" && (quiet.findings.has(issue.finger) || quiet.rules.has(issue.rule) ||
        quiet.categories.has(issue.cat) || quiet.words.has(issue.text))) return "ignored";
    return this.swallowed.has(issue.i) ? "moot" : "open";
  }

  /* The text that stands in place of an issue, or null where nothing was accepted. */
  replacement(issue) {
    const decision = this.decided.get(issue.i);
    return decision?.s === "accepted" ? decision.t : null;
  }

  /* Change decisions as one step that can be undone. */
  change(at, edits, ignored = this.ignored) {
    const before = edits.map(([i]) => [i, this.decided.get(i) ?? null]);
    this.history.push({ at, before, ignored: this.ignored });
    this.put(edits);
    this.ignored = ignored;
    this.settle();
    this.save();
  }

  put(edits) {
    for (const [i, decision] of edits) {
      if (decision) this.decided.set(i, decision);
      else this.decided.delete(i);
    }
  }

  /* What accepting costs: accepted neighbours that it overlaps open again. */
  edits(issue, text) {
    const losers = issue.target && text !== null ? this.applied.filter((o) => o !== issue && collide(o, issue)) : [];
    return [...losers.map((o) => [o.i, null]), [issue.i, { s: "accepted", t: text }]];
  }

  accept(issue, text) { this.change(issue.i, this.edits(issue, text)); }

  reject(issue) { this.change(issue.i, [[issue.i, { s: "rejected", t: null }]]); }

  reopen(issue) { this.change(issue.i, [[issue.i, null]]); }

  /* The safe suggestions that can go in together, the more certain of two that overlap. */
  safeOnes(shown) {
    const taken = [...this.applied];
    const chosen = [];
    const able = shown.filter((i) => i.safe && i.fixes.length && this.status(i) === "open").sort(byCertainty);
    for (const issue of able) {
      // what is taken stays in order, so only its neighbours need a look
      let low = 0, high = taken.length;
      while (low < high) {
        const mid = (low + high) >> 1;
        if (taken[mid].a < issue.a) low = mid + 1;
        else high = mid;
      }
      if ([taken[low - 1], taken[low], taken[low + 1]].some((o) => o && collide(o, issue))) continue;
      taken.splice(low, 0, issue);
      chosen.push(issue);
    }
    return chosen;
  }

  acceptAll(issues) {
    this.change(issues[0].i, issues.map((i) => [i.i, { s: "accepted", t: i.fixes[0] }]));
  }

  /* Silence a finding, rule, category or word; the label is what a person reads. */
  ignore(issue, by, value, label) {
    if (this.ignored.some((x) => x.by === by && x.value === value)) return;
    const edits = this.decided.has(issue.i) ? [[issue.i, null]] : [];
    this.change(issue.i, edits, [...this.ignored, { by, value, label }]);
  }

  heed(entry) { this.change(null, [], this.ignored.filter((x) => x !== entry)); }

  undo() {
    const step = this.history.pop();
    if (!step) return null;
    this.put(step.before);
    this.ignored = step.ignored;
    this.settle();
    this.save();
    return step;
  }

  corrected() {
    const text = this.data.text;
    let out = "", at = 0;
    for (const issue of this.applied) {
      out += text.slice(at, issue.a) + this.replacement(issue);
      at = issue.b;
    }
    return out + text.slice(at);
  }

  points(issue) {
    const { points, overrides } = this.data.profile;
    const dimension = issue.cat.split("/")[0];
    return overrides[`${issue.cat} ${issue.sev}`] ?? overrides[`${dimension} ${issue.sev}`] ?? points[issue.sev] ?? 0;
  }

  /* Score of the issues that are still open among those given. */
  score(issues) {
    const open = issues.filter((i) => i.sev !== "offer" && this.status(i) === "open");
    const penalty = open.reduce((sum, i) => sum + this.points(i), 0);
    const value = 100 * (1 - penalty / Math.max(this.data.units, 1));
    return { value, passed: value >= this.data.threshold && !open.some((i) => i.sev === "critical") };
  }

  /* Suppressions in the form of mtqa.toml. */
  snippet() {
    const lines = ["[suppress]"];
    for (const by of ["rules", "categories", "words", "findings"]) {
      const values = this.ignored.filter((x) => x.by === by).map((x) => x.value);
      if (values.length) lines.push(`${by} = [${values.map(tomlString).join(", ")}]`);
    }
    return `${lines.join("\n")}\n`;
  }

  load() {
    const saved = this.store.get(this.data.key);
    if (!saved) return;
    const numbers = new Map(this.issues.map((i) => [i.id, i.i]));
    for (const [id, decision] of Object.entries(saved.decided ?? {})) {
      if (numbers.has(id)) this.decided.set(numbers.get(id), decision);
    }
    this.ignored = saved.ignored ?? [];
  }

  save() {
    const decided = {};
    for (const [i, decision] of this.decided) decided[this.issues[i].id] = decision;
    this.store.set(this.data.key, { decided, ignored: this.ignored });
  }
}

/* JSON escapes are TOML escapes; only DEL has to be added. */
function tomlString(text) {
  return JSON.stringify(text).replace(/\u007f/g, "\\u007f");
}

/* Choices outlive a reload where the browser lets a page keep anything. */
const store = {
  get(key) {
    try { return JSON.parse(localStorage.getItem(`mtqa:${key}`)); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`mtqa:${key}`, JSON.stringify(value)); } catch { this.broken = true; }
  },
  broken: false,
};
