// The search box: asks the engine at every change, however it came about (keys, paste, dictation, an input method);
// shows passages with the words in context; and, on the page a result led to, marks them. Nothing is loaded before a
// reader reaches for it, and nothing leaves the browser but requests for the site's own files. search-opener.js loads
// and opens it.
(function () {
  "use strict";

  var opener = document.querySelector("[data-search-open]");
  var words = JSON.parse(opener.dataset.words);
  var base = opener.dataset.base;
  var language = opener.dataset.language;
  var others = words.others;  // of each other language its code, its tag, and what it is called here
  var views = JSON.parse(opener.dataset.views || "{}");
  var AT_ONCE = 20, PER_PAGE = 3, FEW = 10, RECENT = 8, MOST_OTHER = 60, EXTRACTS = 3;

  // What a passage is said to be: a title is a heading, and what stands in a box is the box's.
  function shownKind(hit) {
    return hit.passage.kind === "title" ? "heading" : hit.passage.kind.replace(/-text$/, "");
  }

  // A kind, what several are called, and one.
  function called(kind) { return words.kinds.find(function (each) { return each[0] === kind; }); }

  // ---- Loading -------------------------------------------------------------------------------------------------

  var script = window.duizhaoScript, libraries = {}, terms = [], places = null;

  var given = {};

  // What the scripts of the index call.
  window.duizhaoSearch = {
    texts: function (code, pages, same) { given[code] = { pages: pages, same: same }; },
    paged: function (code, manifest, same) { given[code] = { manifest: manifest, same: same }; },
    variants: function (same) { window.duizhaoEngine.alike(same); },
    terms: function (codes, pairs) { terms = [codes, pairs]; },
    places: function (known) { places = known; },
    query: function (text) { return ask(text, function () { return false; }).then(flat); },
    prepare: prepare,
    counterparts: textsBeside,
    open: open,
    arrive: arrive
  };

  function library(code) {
    return libraries[code] || (libraries[code] = Promise.all([
      script("assets/javascripts/search-engine.js"), script("search/" + code + "/index.js")
    ]).then(function () {
      var found = given[code];
      window.duizhaoEngine.alike(found.same || "");
      if (found.pages) {
        var made = new window.duizhaoEngine.Library(code);
        made.add(found.pages);
        return made;
      }
      return script("assets/javascripts/search-paged.js").then(function () {
        return window.duizhaoPaged(code, found.manifest, script);
      });
    }).catch(function (error) { delete libraries[code]; throw error; }));
  }

  function prepare() {
    placed();
    return library(language).catch(function () { /* said when something is asked */ });
  }

  // Where the site knows places that one can go to; the manual does not.
  function placed() {
    if (!("places" in opener.dataset)) return Promise.resolve();
    return script("search/" + language + "/places.js").catch(function () { /* then none is offered */ });
  }

  // ---- Asking --------------------------------------------------------------------------------------------------

  // What is found: the hits in the page's language, those in the others, and a similar word if nothing is; else what
  // holds most of what was typed. `stale` says whether no one waits for the answer any more.
  function ask(text, stale) {
    return Promise.all([library(language), placed()]).then(function (loaded) {
      var own = loaded[0];
      return going(text, own).then(function (go) {
        if (go.paragraph) return nothingBut(text, go);
        if (!own.lacks(text)) return answerTo(text, own, stale, go);
        return script("search/variants.js").catch(function () {}).then(function () {
          return answerTo(text, own, stale, go);
        });
      });
    });
  }

  // ---- Going there: a paragraph or a section by its place or id, a page of the site's own by its name.

  function nothingBut(text, go) {
    return { text: text, query: window.duizhaoEngine.parse(text), own: { level: "none", hits: [] }, other: [], similar: "", go: go };
  }

  // `paragraph`: the passage a place names; `pages`: [address, name] of what is called as the query is.
  function going(text, own) {
    var go = { paragraph: null, pages: [] }, query = window.duizhaoEngine.parse(text);
    if (!places || !query.whole) return Promise.resolve(go);
    // By one of its names, or by most of its title.
    go.pages = places.pages.filter(function (page) {
      var title = wholeOf(page[1][0]), most = query.whole.length > 1 && query.whole.length * 2 >= title.length;
      return page[1].some(function (name) { return wholeOf(name) === query.whole; }) || (most && title.indexOf(query.whole) >= 0);
    });
    var id = text.trim().replace(/^#/, "");
    go.paragraph = /^[\w-]+-\w+$/.test(id) && own.passages && own.passages.find(function (passage) { return passage.id === id; });
    var written = places.forms.map(function (form) { return new RegExp("^" + form + "$", "i").exec(text.trim()); }).filter(Boolean);
    if (go.paragraph || !written.length) return Promise.resolve(go);
    return Promise.all(written.map(function (found) {
      return placeOf(found.groups.place, found.groups.number, own).then(function (passage) {
        return others.reduce(function (before, each) {
          return before.then(function (passage) {
            return passage || library(each[0]).then(function (there) {
              return placeOf(found.groups.place, found.groups.number, there);
            }).then(function (passage) {
              return passage && here(passage, own);
            }, function () { return null; });
          });
        }, Promise.resolve(passage));
      });
    })).then(function (found) {
      go.paragraph = found.filter(Boolean)[0] || null;
      return go;
    });
  }

  // The passage with this number below the title that begins with the name of a place; without a number the title.
  function placeOf(name, number, texts) {
    var engine = window.duizhaoEngine, whole = wholeOf(name);
    if (!whole) return Promise.resolve(null);
    return Promise.resolve(texts.find(engine.parse(name), function () { return false; })).then(function (found) {
      var title = found.hits.map(function (hit) { return hit.passage; }).find(function (passage) {
        return passage.kind === "title" && engine.places(passage.normal.form, whole, false).some(function (at) { return at[0] === 1; });
      });
      if (!title || !number) return title || null;
      var wanted = /[0-9]/.test(number) ? Number(number) : Number(engine.numeral(number));
      return Promise.resolve(texts.passages || texts.onPage(title.number)).then(function (passages) {
        // The number that the page shows: 3 for s1-2-p3, not for what stands in a box.
        return passages.find(function (passage) {
          var parts = /-(?:[a-z]+(\d+)-)?p(\d+)$/.exec(passage.id);
          return passage.page === title.page && parts && !parts[1] && Number(parts[2]) === wanted;
        }) || null;
      });
    });
  }

  function here(passage, own) {
    var key = passage.key + "#" + passage.id;
    return own.counterpart ? own.counterpart(key, passage.number) : own.byPlace.get(key);
  }

  // The texts that a paragraph has in the other languages, by its page's key and its id; fails where it has none in any,
  // or the texts are too many to be loaded together.
  function textsBeside(key, id) {
    return Promise.all(others.map(function (each) {
      return library(each[0]).then(function (there) { return there.byPlace.get(key + "#" + id); });
    })).then(function (found) {
      var said = found.filter(Boolean).map(function (passage) { return passage.text; });
      if (!said.length) throw new Error("no counterpart");
      return said;
    });
  }

  function answerTo(text, own, stale, go) {
    var answer = nothingBut(text, go), query = answer.query;
    if (!query.whole) return Promise.resolve(answer);
    // A number is of no language.
    var foreign = /\p{L}/u.test(query.whole) && window.duizhaoEngine.HAN.test(query.whole) !== words.han;
    return Promise.resolve(own.find(query, stale)).then(function (found) {
      answer.own = found;
      if (!others.length || stale() || (found.level === "exact" && !foreign)) return answer;
      return across(answer, own, foreign, stale);
    }).then(function () {
      // What is near in another language may be near here: who types in two languages has words of each.
      var near = answer.other.length && answer.other.every(function (hit) { return hit.there.missing; });
      if (stale() || answer.own.hits.length || (answer.other.length && !near) || go.pages.length) return answer;
      answer.similar = own.similar && !near ? offered(own, own.similar(query)) : "";
      // Of one word nothing is there but what is offered; of several most may be.
      if (answer.similar && query.parts.length === 1) return answer;
      return nearest(own, query, stale).then(function (found) {
        if (!found.hits.length) return answer;
        answer.own = found;
        answer.other = answer.other.filter(unshown(found.hits));
        return answer;
      });
    });
  }

  // Of what was found in another language, what is not among these hits here.
  function unshown(hits) {
    var shown = new Set(hits.map(named));
    return function (hit) { return !hit.passage || !shown.has(named(hit)); };
  }

  // What was likely meant, if it is there: as the text writes it, where that is in letters.
  function offered(texts, likely) {
    var hit = likely && texts.find(window.duizhaoEngine.parse(likely)).hits[0];
    if (!hit) return "";
    var written = hit.spans.length === 1 ? hit.passage.text.slice(hit.spans[0][0], hit.spans[0][1]) : "";
    return !words.han && wholeOf(written) === wholeOf(likely) ? written : likely;
  }

  function nearest(texts, query, stale) {
    return Promise.all([texts.likely(query, stale), script("assets/javascripts/search-nearest.js")]).then(function (loaded) {
      return window.duizhaoNearest(loaded[0], query);
    });
  }

  // The other languages: their passages' counterparts here, with the term's name here marked.
  function across(answer, own, foreign, stale) {
    return Promise.all([script("search/terms.js").catch(function () {})].concat(others.map(function (each) {
      return library(each[0]).catch(function () { return null; });
    }))).then(function (loaded) {
      var there = loaded.slice(1);
      return Promise.all(there.map(function (texts) {
        return texts && texts.find(answer.query, stale);
      })).then(function (found) {
        var some = answer.own.hits.length || found.some(function (each) { return each && each.hits.length; });
        if (some || !foreign) return found;
        return Promise.all(there.map(function (texts) { return texts && nearest(texts, answer.query, stale); }));
      });
    }).then(function (found) {
      return Promise.all(others.map(function (each, at) {
        return found[at] ? counterparts(found[at].hits.slice(0, MOST_OTHER), each, answer, own) : [];
      }));
    }).then(function (found) {
      answer.other = [].concat.apply([], found);
      return answer;
    }, function () { return answer; });
  }

  // The counterparts here of what was found in another language, but of what was found here, too.
  function counterparts(hits, language, answer, own) {
    var names = renderings(answer.query.whole, language[0]);
    return Promise.all(hits.map(function (there) {
      return Promise.resolve(here(there.passage, own)).then(function (passage) {
        return { there: there, language: language, passage: passage, spans: passage ? marked(passage, names) : [] };
      });
    })).then(function (found) {
      return found.filter(unshown(answer.own.hits));
    });
  }

  function named(hit) { return hit.passage.key + "#" + hit.passage.id; }

  // What the glossary calls a term here that was typed in another language; or, if that is no term, terms in it.
  function renderings(whole, code) {
    if (!terms.length) return [];
    var here = terms[0].indexOf(language), there = terms[0].indexOf(code);
    function rendered(fits) {
      return terms[1].filter(function (names) { return names[there].map(wholeOf).some(fits); })
        .reduce(function (all, names) { return all.concat(names[here]); }, []).map(wholeOf);
    }
    var same = rendered(function (form) { return form === whole; });
    return same.length ? same : rendered(function (form) {
      return window.duizhaoEngine.places(" " + whole + " ", form, false).length > 0;
    });
  }

  function wholeOf(text) { return window.duizhaoEngine.parse(text).whole; }

  function marked(passage, names) {
    var spans = [];
    names.forEach(function (name) {
      window.duizhaoEngine.places(passage.normal.form, name, false).forEach(function (place) {
        spans.push([passage.normal.at[place[0]], passage.normal.ends[place[1] - 1]]);
      });
    });
    return spans.sort(function (a, b) { return a[0] - b[0]; });
  }

  function flat(answer) {
    function plain(passage) {
      return { url: passage.page + "#" + passage.id, kind: passage.kind, language: passage.language };
    }
    return grouped(answer.own.hits).map(function (hit) { return plain(hit.passage); })
      .concat(answer.other.map(function (hit) { return plain(hit.passage || hit.there.passage); }));
  }

  // The hits page by page, the page with the best one first.
  function grouped(hits) {
    var pages = new Map();
    hits.forEach(function (hit) {
      if (!pages.has(hit.passage.page)) pages.set(hit.passage.page, []);
      pages.get(hit.passage.page).push(hit);
    });
    return Array.from(pages.values()).reduce(function (all, page) { return all.concat(page); }, []);
  }

  // ---- The box -------------------------------------------------------------------------------------------------

  var dialog, input, status, spoken, pause, list, foreign, filters, recent, more, kind = "", latest = 0, answer = null;

  function element(name, attributes, parent, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function build() {
    dialog = element("dialog", { "class": "dz-search", "aria-label": words.title }, document.body);
    var bar = element("div", { "class": "dz-search__bar", role: "search" }, dialog);
    input = element("input", {
      type: "search", "aria-label": words.title, placeholder: words.placeholder, autocomplete: "off", spellcheck: "false",
      autocapitalize: "off", enterkeyhint: "search", "aria-controls": "dz-search-results"
    }, bar);
    element("button", { type: "button", "class": "dz-search__close" }, bar, words.close)
      .addEventListener("click", function () { dialog.close(); });
    filters = element("div", { "class": "dz-search__filters", role: "group", "aria-label": words.filter }, dialog);
    status = element("p", { "class": "dz-search__status" }, dialog);
    spoken = element("p", { "class": "edition-hidden", role: "status" }, dialog);
    var scroll = element("div", { "class": "dz-search__scroll", id: "dz-search-results", tabindex: "-1" }, dialog);
    recent = element("div", { "class": "dz-search__recent" }, scroll);
    list = element("ol", { "class": "dz-search__results" }, scroll);
    more = element("button", { type: "button", "class": "dz-search__more", hidden: "" }, scroll);
    foreign = element("section", { hidden: "" }, scroll);
    more.addEventListener("click", function () {
      var shown = list.querySelectorAll("li:not([hidden])").length, turn = latest;
      var next = answer.own.next;
      Promise.resolve(next && answer.own.hits.length <= shown ? next() : answer.own).then(function (found) {
        if (turn !== latest) return;
        answer.own = found;
        show(list.children.length + AT_ONCE);
        var further = list.querySelectorAll("li:not([hidden]) > a")[shown];
        if (further) further.focus();
      });
    });
    // While an input method composes, what stands in the box is not yet what the reader means.
    input.addEventListener("input", function (event) { if (!event.isComposing) run(); });
    input.addEventListener("compositionend", run);
    dialog.addEventListener("keydown", move);
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
      var link = event.target.closest && event.target.closest("a");
      if (link) followed(link);
    });
  }

  // `typed`: what a reader has typed before the box was there.
  function open(typed) {
    prepare();
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.focus();
    if (typed) input.value = typed; else input.select();
    run();
  }

  function move(event) {
    if (event.isComposing) return;
    var links = Array.from(dialog.querySelectorAll("ol a.dz-search__hit"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && document.activeElement === input && (links.length || (answer && answer.similar))) {
      event.preventDefault();
      if (links.length) links[0].click(); else fill(answer.similar);
    } else if (event.key === "ArrowDown" && links.length && (at >= 0 || document.activeElement === input)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "Escape") {
      // A search field would only be emptied.
      event.preventDefault();
      dialog.close();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? links[at - 1] : input).focus();
    }
  }

  function run() {
    var text = input.value, turn = ++latest;
    // What is listed may belong to what was typed before.
    list.setAttribute("aria-busy", String(!!text.trim()));
    if (!text.trim()) {
      answer = null;
      say("");
      show(AT_ONCE);
      return;
    }
    ask(text, function () { return turn !== latest; }).then(function (found) {
      if (turn !== latest) return;
      answer = found;
      kind = "";
      show(AT_ONCE);
      list.setAttribute("aria-busy", "false");
    }, function () {
      if (turn !== latest) return;
      say(words.failed);
      list.setAttribute("aria-busy", "false");
    });
  }

  // In sight at once; said when the reader pauses, not at every key.
  function say(text) {
    status.textContent = text;
    window.clearTimeout(pause);
    pause = window.setTimeout(function () { spoken.textContent = status.textContent; }, 800);
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  function show(limit) {
    showRecent();
    list.textContent = "";
    foreign.textContent = "";
    foreign.hidden = true;
    more.hidden = true;
    var hits = answer ? grouped(answer.own.hits) : [];
    showFilters(hits);
    if (answer && !kind) showGoing();
    if (kind) hits = hits.filter(function (hit) { return shownKind(hit) === kind; });
    var perPage = {}, held = 0;
    hits.slice(0, limit).forEach(function (hit) {
      var count = perPage[hit.passage.page] = (perPage[hit.passage.page] || 0) + 1;
      var item = result(hit, answer.text, list, count > 1);
      if (count > PER_PAGE && limit === AT_ONCE && hits.length > FEW) { item.hidden = true; held++; }
    });
    var left = Math.max(hits.length - limit, 0) + held;
    var next = Boolean(answer && answer.own.next);
    if (left || next) {
      more.hidden = false;
      more.textContent = next ? words.further : filled(words.more, { count: left });
    }
    if (answer) {
      var pages = Object.keys(hits.reduce(function (all, hit) { all[hit.passage.page] = 1; return all; }, {})).length;
      say(told(hits.length, pages));
      if (answer.other.length && !kind) showOther();
      if (answer.similar) showSimilar();
    }
  }

  function told(count, pages) {
    if (!count && !answer.other.length) {
      var goes = answer.go.paragraph || answer.go.pages.length;
      return goes ? places.words.go : filled(words.none, { query: unquoted(answer.text) });
    }
    if (!count) return filled(words.only_other, { there: elsewhere(), count: answer.other.length });
    var counted = count === 1 ? words.one : pages === 1 ? words.one_page : words.some;
    var text = filled(answer.own.next ? words.at_least : counted, { count: count, pages: pages });
    return answer.own.level === "nearest" ? words.nearest + text : text;
  }

  // What the languages are called in which something was found.
  function elsewhere() {
    return others.filter(function (each) {
      return answer.other.some(function (hit) { return hit.language === each; });
    }).map(function (each) { return each[2]; }).join(words.separator);
  }

  // The message puts what was typed in quotation marks of its own.
  function unquoted(text) { return text.trim().replace(/^["“‘「『]+|["”’」』]+$/g, ""); }

  function showFilters(hits) {
    filters.textContent = "";
    var counts = {};
    hits.forEach(function (hit) { counts[shownKind(hit)] = (counts[shownKind(hit)] || 0) + 1; });
    var names = words.kinds.map(function (each) { return each[0]; }).filter(function (name) { return counts[name]; });
    filters.hidden = names.length < 2;
    if (filters.hidden) return;
    [""].concat(names).forEach(function (name) {
      var label = name ? called(name)[1] + " " + counts[name] : words.all;
      element("button", { type: "button", "aria-pressed": String(kind === name) }, filters, label)
        .addEventListener("click", function () {
          kind = name;
          show(AT_ONCE);
          filters.querySelector("[aria-pressed=true]").focus();
        });
    });
  }

  // From a parallel view results lead to views; there a note has an id for both languages.
  function address(passage, query) {
    var view = views[passage.page], id = view ? passage.id.replace(/^fn:/, "note-") : passage.id;
    return base + (view || passage.page) + (query ? "?q=" + encodeURIComponent(query) : "") + "#" + id;
  }

  // Above what is found: where what was typed leads.
  function showGoing() {
    answer.go.pages.forEach(function (page) { goTo(base + page[0], page[1][0], places.words.page); });
    var passage = answer.go.paragraph;
    if (!passage) return;
    var number = /p(\d+)$/.exec(passage.id);
    var item = goTo(address(passage), passage.title, number && filled(places.words.paragraph, { number: number[1] }));
    if (number) snippet({ passage: passage, spans: [] }, item.firstChild);
    var view = places.views.find(function (each) { return each[0] === passage.page; });
    if (view && !views[passage.page]) {
      element("a", { "class": "dz-search__there dz-search__in-both", href: base + view[1] + "#" + passage.id }, item, places.words.both);
    }
  }

  function goTo(url, name, kind) {
    var item = element("li", {}, list), link = element("a", { "class": "dz-search__hit", href: url }, item);
    element("span", { "class": "dz-search__where" }, link, name);
    link.append(" ");
    if (kind) element("span", { "class": "dz-search__kind" }, link, kind);
    link.append(" ");
    return item;
  }

  function result(hit, query, parent, further) {
    var item = element("li", further ? { "class": "dz-search__further" } : {}, parent);
    var link = element("a", { "class": "dz-search__hit", href: address(hit.passage, sought(hit, query)) }, item);
    var isTitle = hit.passage.kind === "title";
    if (!further) {
      var where = element("span", { "class": "dz-search__where" }, link);
      if (isTitle) snippet(hit, where);
      else where.append(hit.passage.title);
      // Parts of one link, read aloud one after the other.
      link.append(" ");
    }
    if (isTitle && !further) return lacking(hit, link, item);
    if (shownKind(hit) !== "text") {
      element("span", { "class": "dz-search__kind" }, link, called(shownKind(hit))[2]);
      link.append(" ");
    }
    snippet(hit, link);
    return lacking(hit, link, item);
  }

  // What of the query a passage has not.
  function lacking(hit, link, item) {
    if (!hit.missing || !hit.missing.length) return item;
    link.append(" ");
    element("span", { "class": "dz-search__lacking" }, link, words.lacking + hit.missing.join(words.separator));
    return item;
  }

  // What is to be marked where a result leads: what was typed, or as the text has it the pieces of it that were found.
  function sought(hit, query) {
    if (!hit.missing && !window.duizhaoEngine.varied(query)) return query;
    var pieces = hit.spans.map(function (span) { return hit.passage.text.slice(span[0], span[1]); });
    return pieces.filter(function (piece, n) {
      return (piece.length > 1 || !hit.missing) && pieces.indexOf(piece) === n;
    }).join(" ");
  }

  // What is marked, each word at its first place; as one, [from, to], what stands near each other.
  function together(hit, room) {
    var seen = [], found = [];
    hit.spans.forEach(function (span) {
      var word = window.duizhaoEngine.stem(hit.passage.text.slice(span[0], span[1]).toLowerCase());
      if (seen.some(function (known) { return known.indexOf(word) >= 0; })) return;
      seen.push(word);
      var last = found[found.length - 1];
      if (last && span[1] - last[0] <= room * 2 / 3) last[1] = span[1];
      else if (found.length < EXTRACTS) found.push(span.slice());
    });
    return found.length ? found : [[0, 0]];
  }

  // The words in context: as much of the passage as two or three lines hold, from several places if they stand apart.
  function snippet(hit, parent) {
    var text = hit.passage.text, room = window.duizhaoEngine.isHan(text) ? 70 : 150;
    var box = element("span", { "class": "dz-search__snippet" }, parent), at = 0;
    var extracts = together(hit, room), size = Math.floor(room / extracts.length);
    extracts.forEach(function (extract) {
      var from = Math.max(at, Math.min(extract[0] - Math.floor(size / 3), text.length - size));
      if (from > at) {
        // From the beginning of a word, or of a clause.
        var cut = text.slice(from, extract[0]).search(/[\s，。；：、]/);
        from = cut >= 0 && cut < size / 4 ? from + cut + 1 : from;
        box.append("…");
      }
      var to = Math.max(extract[1], Math.min(text.length, from + size));
      var next = text.slice(to).search(/[\s，。；：、]/);
      if (to < text.length && next >= 0 && next < 15) to += next;
      at = from;
      hit.spans.forEach(function (span) {
        if (span[0] < at || span[1] > to) return;
        box.append(text.slice(at, span[0]));
        element("mark", {}, box, text.slice(span[0], span[1]));
        at = span[1];
      });
      box.append(text.slice(at, to));
      at = to;
    });
    if (at < text.length) box.append("…");
  }

  // Found in other languages: the counterpart here, what was found there, and the way to it.
  function showOther() {
    foreign.hidden = false;
    others.forEach(function (each) {
      var hits = answer.other.filter(function (hit) { return hit.language === each; });
      if (!hits.length) return;
      element("h2", {}, foreign, filled(words.other, { there: each[2], count: hits.length }));
      var items = element("ol", { "class": "dz-search__results" }, foreign);
      hits.slice(0, AT_ONCE).forEach(function (hit) { foundThere(hit, items); });
    });
  }

  function foundThere(hit, items) {
    var item;
    if (hit.passage) {
      var name = hit.spans.length ? hit.passage.text.slice(hit.spans[0][0], hit.spans[0][1]) : "";
      item = result(hit, name, items, false);
    } else item = element("li", {}, items);
    var link = element("a", {
      "class": hit.passage ? "dz-search__there" : "dz-search__hit", href: address(hit.there.passage, sought(hit.there, answer.text)),
      lang: hit.language[1], dir: "auto", hreflang: hit.language[1]
    }, item);
    snippet(hit.there, link);
    lacking(hit.there, item, item);
  }

  function showSimilar() {
    status.append(" " + words.similar + " ");
    element("button", { type: "button", "class": "dz-search__similar" }, status, answer.similar)
      .addEventListener("click", function () { fill(answer.similar); });
  }

  function fill(text) {
    input.value = text;
    input.focus();
    run();
  }

  // ---- Recent searches, kept in this browser -------------------------------------------------------------------

  function kept() {
    try {
      var found = JSON.parse(localStorage.getItem("duizhao.recent") || "[]");
      return Array.isArray(found) ? found.filter(function (text) { return typeof text === "string"; }) : [];
    } catch (error) { return []; }
  }

  function keep(texts) {
    try { localStorage.setItem("duizhao.recent", JSON.stringify(texts)); } catch (error) { /* not allowed here */ }
  }

  function followed() {
    var text = input.value.trim();
    if (text) keep([text].concat(kept().filter(function (old) { return old !== text; })).slice(0, RECENT));
    dialog.close();
  }

  // Before anything is typed: what one may type, the searches of before, and the headings of the page one is on.
  function showRecent() {
    recent.textContent = "";
    recent.hidden = Boolean(answer) || Boolean(input.value.trim());
    if (recent.hidden) return;
    var texts = kept();
    if (texts.length) {
      element("h2", {}, recent, words.recent);
      texts.forEach(function (text) {
        element("button", { type: "button" }, recent, text).addEventListener("click", function () { fill(text); });
      });
      element("button", { type: "button", "class": "dz-search__forget" }, recent, words.forget)
        .addEventListener("click", function () {
          keep([]);
          showRecent();
          input.focus();
        });
    }
    if (!places) {
      placed().then(function () { if (places) showRecent(); });
      return;
    }
    var hints = element("ul", { "class": "dz-search__hints" }, recent);
    places.words.hints.forEach(function (text) { element("li", {}, hints, text); });
    var headings = document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href*='#']");
    if (!headings.length) return;
    element("h2", {}, recent, places.words.on_this_page);
    headings.forEach(function (link) {
      element("a", { "class": "dz-search__hit", href: link.getAttribute("href") }, recent, link.textContent.trim());
    });
  }

  // ---- Arriving: what was searched for is marked in the passage the address names ------------------------------

  function arrive() {
    var query = new URLSearchParams(location.search).get("q");
    var target = window.duizhaoNamed(location.hash);
    if (!query || !target) return;
    script("assets/javascripts/search-engine.js").then(function () {
      var nodes = [], text = "";
      var walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        var parent = walker.currentNode.parentElement;
        if (parent.closest("sup, .headerlink, .edition-permalink, .footnote-backref, [data-search-exclude]")) continue;
        nodes.push([text.length, walker.currentNode]);
        text += walker.currentNode.data;
      }
      var single = new window.duizhaoEngine.Library(language);
      single.add([["", "", "", [[target.id, "text", text]]]]);
      var hit = single.find(window.duizhaoEngine.parse(query)).hits[0];
      if (!hit) return;
      hit.spans.slice().reverse().forEach(function (span) { wrap(nodes, span); });
      var first = target.querySelector("mark.dz-found");
      if (first) first.scrollIntoView({ block: "center" });
    });
  }

  function wrap(nodes, span) {
    nodes.slice().reverse().forEach(function (entry) {
      var from = Math.max(span[0] - entry[0], 0), to = Math.min(span[1] - entry[0], entry[1].data.length);
      if (from >= to) return;
      var rest = entry[1].splitText(from);
      rest.splitText(to - from);
      var mark = element("mark", { "class": "dz-found" });
      rest.replaceWith(mark);
      mark.append(rest);
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || (dialog && dialog.open)) return;
    document.querySelectorAll("mark.dz-found").forEach(function (mark) { mark.replaceWith.apply(mark, mark.childNodes); });
  });
  // A result on the page one is on changes the address's last part only.
  window.addEventListener("hashchange", arrive);
})();
