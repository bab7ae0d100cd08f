/* Which issues are shown. An offer of a re-translation has no severity and no confidence to filter. */

const $ = (id) => document.getElementById(id);

class Filters {
  constructor(changed) {
    this.changed = changed;
    this.sevs = new Map([...document.querySelectorAll("[data-sev]")].map((b) => [b.dataset.sev, b]));
    for (const button of this.sevs.values()) {
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        this.update();
      });
    }
    for (const id of ["f-cat", "f-rule", "f-status"]) $(id).addEventListener("change", () => this.update());
    $("f-min").addEventListener("input", () => this.update());
    $("f-clear").addEventListener("click", () => this.clear());
    this.read();
  }

  clear() {
    for (const button of this.sevs.values()) button.setAttribute("aria-pressed", "true");
    for (const id of ["f-cat", "f-rule", "f-status"]) $(id).value = "";
    $("f-min").value = 0;
    this.update();
  }

  update() {
    this.read();
    this.changed();
  }

  read() {
    this.off = new Set([...this.sevs].filter(([, b]) => b.getAttribute("aria-pressed") !== "true").map(([s]) => s));
    [this.cat, this.rule, this.status] = ["f-cat", "f-rule", "f-status"].map((id) => $(id).value);
    this.min = Number($("f-min").value) / 100;
    $("f-min-out").textContent = `${$("f-min").value}%`;
    const active = [this.cat, this.rule, this.status, this.min].filter(Boolean).length;
    $("filtered").textContent = active ? `(${active} on)` : "";
  }

  /* Whether any filter other than the status narrows what the score counts. */
  get narrow() { return this.off.size > 0 || Boolean(this.cat || this.rule || this.min); }

  counts(issue) {
    if (this.off.has(issue.sev)) return false;
    if (this.cat && issue.cat !== this.cat && issue.cat.split("/")[0] !== this.cat) return false;
    return (!this.rule || issue.rule === this.rule) && issue.p >= this.min;
  }

  shows(issue, status) {
    return this.counts(issue) && (!this.status || status === this.status);
  }

  /* Offer what the document has, with how many of each. */
  offer(model) {
    const tally = (values) => [...values.reduce((m, v) => m.set(v, (m.get(v) ?? 0) + 1), new Map())].sort(([x], [y]) => (x < y ? -1 : 1));
    const issues = model.issues;
    const options = (select, rows, said = (value) => value) => {
      const kept = select.value;
      select.replaceChildren(new Option("All", ""), ...rows.map(([value, n]) => new Option(`${said(value)} (${n})`, value)));
      select.value = rows.some(([value]) => value === kept) ? kept : "";
    };
    const dimensions = tally(issues.map((i) => i.cat.split("/")[0]).filter((d) => d !== "re-translation"));
    options($("f-cat"), [...dimensions, ...tally(issues.map((i) => i.cat))].sort(([x], [y]) => (x < y ? -1 : 1)), words);
    options($("f-rule"), tally(issues.map((i) => i.rule)));
    for (const [sev, button] of this.sevs) {
      const n = issues.filter((i) => i.sev === sev).length;
      button.querySelector(".n").textContent = n;
      button.hidden = n === 0;
    }
    this.read();
  }
}
