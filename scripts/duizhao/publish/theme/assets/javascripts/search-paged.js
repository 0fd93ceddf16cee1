// A language of a large library: an index says on which pages all parts of a query can be, and only those are loaded
// and scanned (duizhao/publish/search/build.py writes both).
(function () {
  "use strict";

  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz-_01=~";
  var VALUE = new Map(Array.from(DIGITS).map(function (digit, index) { return [digit, index]; }));
  var engine = window.duizhaoEngine;
  var MOST_PAIRS = 10;    // of a long run of Han characters, so many pairs decide
  var MOST_SHARDS = 3;    // for the words that begin with a half-typed one
  var HALF = 3;           // characters of a word before it counts as half-typed
  var AT_ONCE = 4;        // pages loaded together
  var ENOUGH = 12;        // hits, before loading stops
  var MOST_PAGES = 12;    // pages loaded for one answer
  var parts = {};

  window.duizhaoSearch.part = function (name, data) { parts[name] = data; };

  // Page numbers from their gaps.
  function numbers(text) {
    var found = [], last = -1, value = 0;
    for (var i = 0; i < text.length; i++) {
      var digit = VALUE.get(text[i]);
      value = value * 32 + digit % 32;
      if (digit < 32) continue;
      last += value + 1;
      found.push(last);
      value = 0;
    }
    return found;
  }

  function union(lists) {
    if (lists.length === 1) return lists[0];
    var all = new Set();
    lists.forEach(function (list) { list.forEach(function (number) { all.add(number); }); });
    return Array.from(all).sort(function (a, b) { return a - b; });
  }

  function intersection(lists) {
    var sorted = lists.slice().sort(function (a, b) { return a.length - b.length; });
    return sorted.slice(1).reduce(function (kept, list) {
      var here = new Set(list);
      return kept.filter(function (number) { return here.has(number); });
    }, sorted[0] || []);
  }

  function Paged(language, manifest, script) {
    this.language = language;
    this.manifest = manifest;
    this.script = script;
  }

  Paged.prototype.part = function (name) {
    return this.script("search/" + name + ".js").then(function () { return parts[name]; });
  };

  // The number of the shard a term would be in.
  Paged.prototype.shard = function (term) {
    var starts = this.manifest.shards, low = 0, high = starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= term) low = middle; else high = middle - 1;
    }
    return low;
  };

  // The postings of the terms from `lead` on that `fits` lets pass: [everywhere, in titles].
  Paged.prototype.postings = function (lead, fits) {
    var paged = this, starts = this.manifest.shards, first = this.shard(lead), names = [];
    var behind = first + (lead.length < HALF ? 1 : MOST_SHARDS);
    // A share stands next to its number, perhaps in the next shard.
    for (var n = first; n < starts.length && (n < behind || starts[n] === lead + "%"); n++) {
      if (n > first && starts[n] > lead && starts[n].indexOf(lead) !== 0) break;
      names.push(paged.language + "/i/" + n);
    }
    return Promise.all(names.map(function (name) { return paged.part(name); })).then(function (shards) {
      var everywhere = [], titles = [];
      shards.forEach(function (shard) {
        Object.keys(shard).forEach(function (term) {
          if (!fits(term)) return;
          everywhere.push(numbers(shard[term][0]));
          if (shard[term][1]) titles.push(numbers(shard[term][1]));
        });
      });
      return [union(everywhere), union(titles)];
    });
  };

  // What must stand on a page, slot by slot.
  Paged.prototype.slots = function (query, half) {
    var paged = this, slots = [], words = query.parts.join("’").split("’");
    words.forEach(function (part, index) {
      var characters = Array.from(part);
      if (!engine.isHan(part)) {
        var last = half && index === words.length - 1 && part.length >= HALF;
        var root = engine.stem(part);
        var lead = last && part.length < 5 ? part : part.slice(0, Math.max(3, Math.min(part.length, root.length) - 1));
        slots.push(paged.postings(lead, function (term) {
          return engine.stem(term) === root || engine.places(" " + term + " ", part, last).length > 0;
        }));
        return;
      }
      var pairs = [];
      for (var i = 0; i + 1 < characters.length; i++) pairs.push(characters[i] + characters[i + 1]);
      if (!pairs.length) pairs = [part];
      var step = Math.max(1, Math.ceil(pairs.length / MOST_PAIRS));
      pairs.filter(function (pair, at) { return at % step === 0; }).forEach(function (pair) {
        slots.push(paged.postings(pair, function (term) { return term === pair; }));
      });
    });
    return slots;
  };

  // Like `Library.find`, with `next` for more pages where there are more. A query that another has overtaken (`stale`)
  // loads nothing more: no one waits for its answer.
  Paged.prototype.find = function (query, stale) {
    var paged = this;
    if (!query.whole) return Promise.resolve({ level: "none", hits: [] });
    return Promise.all(this.slots(query, !/\s$/.test(query.text))).then(function (slots) {
      var titles = intersection(slots.map(function (slot) { return slot[1]; }));
      var known = new Set(titles);
      var rest = intersection(slots.map(function (slot) { return slot[0]; }));
      var pages = titles.concat(rest.filter(function (number) { return !known.has(number); }));
      return paged.read(query, pages, new engine.Library(paged.language), stale, 0);
    });
  };

  // The pages that hold most of a query, in a library of their own.
  Paged.prototype.likely = function (query, stale) {
    var paged = this;
    return Promise.all(this.slots(query, false)).then(function (slots) {
      var weights = new Map();
      slots.forEach(function (slot) {
        slot[0].forEach(function (number) {
          weights.set(number, (weights.get(number) || 0) + Math.log(1 + paged.manifest.pages / slot[0].length));
        });
      });
      var pages = Array.from(weights.keys()).sort(function (a, b) { return weights.get(b) - weights.get(a) || a - b; });
      return Promise.all(stale() ? [] : pages.slice(0, MOST_PAGES).map(function (number) { return paged.page(number); }));
    }).then(function (found) {
      var library = new engine.Library(paged.language);
      library.add(found.filter(Boolean));
      return library;
    });
  };

  // Not known before the index is asked.
  Paged.prototype.lacks = function (text) { return engine.HAN.test(text); };

  Paged.prototype.read = function (query, pages, library, stale, since) {
    var paged = this;
    if (stale()) return Promise.resolve({ level: "none", hits: [] });
    var now = pages.slice(0, AT_ONCE), left = pages.slice(AT_ONCE), count = since + now.length;
    return Promise.all(now.map(function (number) { return paged.page(number); })).then(function (found) {
      library.add(found.filter(Boolean));
      var answer = library.find(query);
      if (left.length && answer.hits.length < ENOUGH && count < MOST_PAGES) {
        return paged.read(query, left, library, stale, count);
      }
      // Whoever asks twice is given the same answer: the pages are added once.
      var further = null;
      if (left.length) answer.next = function () {
        return further || (further = paged.read(query, left, library, stale, 0));
      };
      return answer;
    });
  };

  Paged.prototype.page = function (number) {
    return this.part(this.language + "/t/" + number).then(function (page) {
      if (page) page.number = number;
      return page;
    }, function () { return null; });
  };

  Paged.prototype.libraryOf = function (number) {
    var library = new engine.Library(this.language);
    return this.page(number).then(function (page) {
      if (page) library.add([page]);
      return library;
    });
  };

  Paged.prototype.onPage = function (number) {
    return this.libraryOf(number).then(function (library) { return library.passages; });
  };

  // The passage with a key, here; counterparts stand on pages of the same number.
  Paged.prototype.counterpart = function (key, number) {
    return this.libraryOf(number).then(function (library) { return library.byPlace.get(key); });
  };

  window.duizhaoPaged = function (language, manifest, script) { return new Paged(language, manifest, script); };
})();
