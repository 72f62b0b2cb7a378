// Proposes names of tables and columns while somebody writes a statement. Without it the editor is a plain field.
(function () {
  var field = document.getElementById('statement');
  if (!field) { return; }
  var aloud = document.getElementById('proposed');
  var audience = document.getElementById('audience');
  var KEYWORDS = ['select', 'from', 'where', 'group by all', 'order by', 'limit', 'join', 'left join', 'using', 'with', 'as',
    'and', 'or', 'not', 'in', 'is null', 'is not null', 'between', 'like', 'case when', 'then', 'else', 'end', 'distinct',
    'having', 'union all', 'filter (where', 'count(*)', 'sum(', 'avg(', 'min(', 'max(', 'median(', 'round(', 'coalesce(',
    'date_trunc(', 'date_diff(', 'dayname(', 'desc', 'nulls last', 'qualify', 'row_number() over ('];
  var MOST = 8;
  var tables = [], shown = [], active = -1, start = 0;

  document.querySelectorAll('.workbench .script-only').forEach(function (part) { part.hidden = false; });

  var list = document.createElement('ul');
  list.id = 'proposals';
  list.className = 'proposals';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Proposed names');
  list.hidden = true;
  field.parentNode.appendChild(list);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-haspopup', 'listbox');

  function load() {
    fetch(field.getAttribute('data-words') + '?audience=' + encodeURIComponent(audience.value), { credentials: 'same-origin' })
      .then(function (answer) { return answer.ok ? answer.json() : []; })
      .then(function (found) { tables = found; })
      .catch(function () { tables = []; });
  }
  if (audience.tagName === 'SELECT') { audience.addEventListener('change', load); }
  load();

  // Not within quotes or a comment, where a name is only text.
  function quiet(before) {
    var bare = before.replace(/--[^\n]*\n/g, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/'(?:[^']|'')*'/g, ' ');
    return /'[^']*$/.test(bare) || /--[^\n]*$/.test(bare) || /\/\*[\s\S]*$/.test(bare);
  }

  function table(name) { return tables.find(function (one) { return one.name === name; }); }

  // "dim_student s" and "dim_student as s" make s a name of it.
  function named(name) {
    var found = table(name);
    if (found) { return found; }
    var words = /([a-z_][a-z0-9_]*)\s+(?:as\s+)?([a-z_][a-z0-9_]*)/gi, match;
    while ((match = words.exec(field.value))) {
      if (match[2].toLowerCase() === name && table(match[1].toLowerCase())) { return table(match[1].toLowerCase()); }
      words.lastIndex = match.index + match[1].length;
    }
    return null;
  }

  function candidates(word, owner) {
    if (owner) {
      var from = named(owner);
      return from ? from.columns.map(function (column) { return { name: column[0], kind: column[1], about: column[2] }; }) : [];
    }
    var used = tables.filter(function (one) { return new RegExp('\\b' + one.name + '\\b', 'i').test(field.value); });
    var seen = {}, columns = [];
    used.forEach(function (one) {
      one.columns.forEach(function (column) {
        if (!seen[column[0]]) { seen[column[0]] = true; columns.push({ name: column[0], kind: column[1], about: column[2] }); }
      });
    });
    return columns
      .concat(tables.map(function (one) { return { name: one.name, kind: 'table', about: one.about }; }))
      .concat(KEYWORDS.map(function (one) { return { name: one, kind: '', about: '' }; }));
  }

  function propose(asked) {
    var before = field.value.slice(0, field.selectionStart);
    var match = /(?:([a-z_][a-z0-9_]*)\.)?([a-z_][a-z0-9_]*)?$/i.exec(before);
    var owner = (match[1] || '').toLowerCase(), word = (match[2] || '').toLowerCase();
    if (field.selectionStart !== field.selectionEnd || quiet(before) || (!asked && !owner && word.length < 2)) { return close(); }
    start = field.selectionStart - word.length;
    var all = candidates(word, owner);
    var first = all.filter(function (one) { return one.name.toLowerCase().indexOf(word) === 0; });
    var inside = all.filter(function (one) { return word.length > 2 && one.name.toLowerCase().indexOf(word) > 0; });
    shown = first.concat(inside).slice(0, MOST);
    if (!shown.length || (shown.length === 1 && shown[0].name === word) || (!asked && first.some(function (one) { return one.name === word; }))) { return close(); }
    open();
  }

  function open() {
    list.textContent = '';
    shown.forEach(function (one, i) {
      var item = document.createElement('li');
      item.id = 'proposal-' + i;
      item.setAttribute('role', 'option');
      var name = document.createElement('code'), more = document.createElement('span');
      name.textContent = one.name;
      more.textContent = (one.kind ? one.kind.toLowerCase() + '. ' : '') + one.about;
      item.appendChild(name);
      item.appendChild(more);
      item.addEventListener('mousedown', function (event) { event.preventDefault(); active = i; take(); });
      list.appendChild(item);
    });
    list.hidden = false;
    stand();
    choose(0);
  }

  // Below the line that is written: a hidden copy of the text tells where that is.
  function stand() {
    var copy = document.createElement('div'), mark = document.createElement('span');
    var styles = getComputedStyle(field);
    ['fontFamily', 'fontSize', 'lineHeight', 'paddingTop', 'paddingLeft', 'paddingRight', 'borderTopWidth', 'borderLeftWidth', 'tabSize']
      .forEach(function (name) { copy.style[name] = styles[name]; });
    copy.className = 'proposals-copy';
    copy.style.width = field.clientWidth + 'px';
    copy.textContent = field.value.slice(0, start);
    mark.textContent = '.';
    copy.appendChild(mark);
    field.parentNode.appendChild(copy);
    var top = field.offsetTop + mark.offsetTop + mark.offsetHeight - field.scrollTop + 4;
    var left = Math.min(field.offsetLeft + mark.offsetLeft, Math.max(0, field.offsetLeft + field.clientWidth - list.offsetWidth));
    copy.remove();
    list.style.top = Math.min(top, field.offsetTop + field.offsetHeight) + 'px';
    list.style.left = left + 'px';
  }

  function choose(place) {
    active = place;
    Array.prototype.forEach.call(list.children, function (item, i) { item.setAttribute('aria-selected', i === place ? 'true' : 'false'); });
    field.setAttribute('aria-activedescendant', 'proposal-' + place);
    aloud.textContent = shown[place].name + ', ' + (place + 1) + ' of ' + shown.length;
  }

  function close() {
    list.hidden = true;
    shown = [];
    active = -1;
    field.removeAttribute('aria-activedescendant');
    aloud.textContent = '';
  }

  function take() {
    var name = shown[active].name;
    var end = field.selectionStart;
    field.setRangeText(name, start, end, 'end');
    close();
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  }

  field.addEventListener('input', function () { propose(false); });
  field.addEventListener('blur', close);
  field.addEventListener('click', close);
  field.addEventListener('scroll', function () { if (!list.hidden) { stand(); } });
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); field.form.requestSubmit(); return; }
    if (event.key === ' ' && event.ctrlKey) { event.preventDefault(); propose(true); return; }
    if (list.hidden) { return; }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose((active + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      event.preventDefault();
      take();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
})();
