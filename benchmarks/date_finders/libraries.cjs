// Runs one date library of Node for benchmarks/dates.py:  node libraries.cjs LIBRARY [--there] < ARTICLES
//
// In: JSON, an array of [text, "YYYY-MM-DD"]. Out: for each [[start, end, [first day, last day]], ...] and milliseconds.
// With --there nothing is read; exit code 0 where the library is installed (NODE_PATH is searched).

const fs = require("node:fs");
const { performance } = require("node:perf_hooks");

const iso = (date) => date.toISOString().slice(0, 10);

const libraries = {
  "chrono-node": () => {
    const chrono = require("chrono-node");
    return (text, day) =>
      chrono.parse(text, new Date(`${day}T12:00`)).map(({ index, text: words, start, end }) => {
        const first = iso(start.date());
        return [index, index + words.length, [first, end ? iso(end.date()) : first]];
      });
  },

  "compromise-dates": () => {
    const nlp = require("compromise");
    nlp.plugin(require("compromise-dates"));
    return (text, day) =>
      nlp(text)
        .dates({ today: day, timezone: "UTC" })
        .json({ offset: true })
        .filter(({ dates }) => dates.start)
        .map(({ offset, dates }) => [
          offset.start,
          offset.start + offset.length,
          [dates.start.slice(0, 10), (dates.end ?? dates.start).slice(0, 10)],
        ]);
  },

  // Of a date without a year it gives the last and the next: the last is taken. A season it leaves as TIMEX.
  "@microsoft/recognizers-text-date-time": () => {
    const { recognizeDateTime, Culture, DateTimeOptions } = require("@microsoft/recognizers-text-date-time");
    const seasons = { SP: ["03-20", "05-31"], SU: ["06-21", "08-31"], FA: ["09-22", "11-30"], WI: ["12-21", "12-31"] };
    const days = ({ type, timex, value, start, end }) => {
      if (!/^date/.test(type)) return null;
      const [, year, season] = /^(\d{4})-(SP|SU|FA|WI)$/.exec(timex) ?? [];
      if (season) return seasons[season].map((day) => `${year}-${day}`);
      const both = [start ?? value ?? end, end ?? value ?? start].map((each) => each?.slice(0, 10));
      return both.every((each) => /^\d{4}-\d\d-\d\d$/.test(each)) ? both : null;
    };
    return (text, day) =>
      recognizeDateTime(text, Culture.English, DateTimeOptions.None, new Date(`${day}T12:00`))
        .map(({ start, end, resolution }) => [start, end + 1, resolution && days(resolution.values[0])])
        .filter(([, , found]) => found);
  },
};

const [library, there] = process.argv.slice(2);
const find = libraries[library]();
if (!there) {
  find("The mill was sold on 3 May 2004 and closed last week.", "2005-08-17"); // warms up
  const answers = JSON.parse(fs.readFileSync(0, "utf8")).map(([text, day]) => {
    const begin = performance.now();
    let found = [];
    try {
      found = find(text, day);
    } catch (error) {
      process.stderr.write(`${library}: ${error.message} in: ${text.slice(0, 80)}\n`); // it found nothing
    }
    return [found, performance.now() - begin];
  });
  process.stdout.write(JSON.stringify(answers));
}
