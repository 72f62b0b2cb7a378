// Draws charts that the server described, and says what changed when htmx swapped a part of the page.
(function () {
  var drawn = [];

  // "--yb-ink" becomes the colour that the style sheet gives it in the theme of the moment.
  function themed(part, styles) {
    if (typeof part === 'string' && part.indexOf('--yb-') === 0) { return styles.getPropertyValue(part).trim(); }
    if (Array.isArray(part)) { return part.map(function (item) { return themed(item, styles); }); }
    if (part && typeof part === 'object') {
      var copy = {};
      Object.keys(part).forEach(function (key) {
        copy[key] = key === 'fontSize' || key === 'lineHeight' ? part[key] * scale() : themed(part[key], styles);
      });
      return copy;
    }
    return part;
  }

  // Drawn text grows with the page's, on a wall display for instance.
  function scale() { return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; }

  // A map lies in its room so that a kilometre is as long to the north as to the east. Its places keep clear of the
  // edge, of the scale below and of the sign for north above.
  var MILE = 1.609344, EDGE = 44, MARK = 11;
  function land(made, size, room, styles) {
    var width = Math.max(size.width, 0.5), height = Math.max(size.height, 0.5);
    var pixels = Math.min((room.width - 2 * EDGE) / width, (room.height - 2.6 * EDGE) / height);
    var wide = room.width / pixels / 2, high = room.height / pixels / 2, lift = 0.3 * EDGE / pixels;
    made.xAxis.min = -wide; made.xAxis.max = wide;
    made.yAxis.min = -high - lift; made.yAxis.max = high - lift;
    made.grid.left = room.left; made.grid.top = room.top; made.grid.right = room.right || 0; made.grid.bottom = room.bottom || 0;
    var data = made.series[0].data;
    var marks = data.map(function (item) {
      return { x: (item.value[0] + wide) * pixels, y: (high - lift - item.value[1]) * pixels };
    });
    var miles = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1].find(function (many) { return many * MILE * pixels <= room.width / 4; }) || 0.1;
    names(data, marks, room);
    made.graphic = signs(miles, miles * MILE * pixels, room, styles);
  }

  // Each name stands beside its mark where it touches nothing: the chosen school's first, then the best and so on. A name
  // for which there is no room is left out; the mark still says it when it is pointed at.
  function names(data, marks, room) {
    var pen = document.createElement('canvas').getContext('2d');
    var taken = [{ x: 0, y: room.height - EDGE, w: room.width / 3, h: EDGE }, { x: room.width - EDGE, y: 0, w: EDGE, h: EDGE }];
    var family = getComputedStyle(document.body).fontFamily;
    var turns = data.map(function (item, i) { return i; });
    turns.sort(function (a, b) { return data[b].symbolSize - data[a].symbolSize || a - b; });
    turns.forEach(function (i) {
      var label = data[i].label, at = marks[i];
      pen.font = label.fontWeight + ' ' + label.fontSize + 'px ' + family;
      var w = pen.measureText(label.formatter).width, h = label.fontSize * 1.2;
      var spots = [
        { position: 'right', x: at.x + MARK, y: at.y - h / 2 }, { position: 'left', x: at.x - MARK - w, y: at.y - h / 2 },
        { position: 'top', x: at.x - w / 2, y: at.y - MARK - h }, { position: 'bottom', x: at.x - w / 2, y: at.y + MARK }];
      var spot = spots.find(function (one) {
        return one.x >= 2 && one.y >= 2 && one.x + w <= room.width - 2 && one.y + h <= room.height - 2 &&
          taken.every(function (other) { return one.x > other.x + other.w || other.x > one.x + w || one.y > other.y + other.h || other.y > one.y + h; }) &&
          marks.every(function (other, j) { return j === i || other.x < one.x - MARK || other.x > one.x + w + MARK || other.y < one.y - MARK || other.y > one.y + h + MARK; });
      });
      if (!spot) { label.show = false; return; }
      label.position = spot.position;
      label.distance = 4;
      taken.push({ x: spot.x, y: spot.y, w: w, h: h });
    });
  }

  function signs(miles, long, room, styles) {
    var muted = themed('--yb-muted', styles), x = room.left + 16, y = room.top + room.height - 16, right = room.left + room.width - 22, top = room.top + 10;
    var family = getComputedStyle(document.body).fontFamily.replace(/"/g, "'");
    function line(x1, y1, x2, y2) { return { type: 'line', silent: true, shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: muted, lineWidth: 2 } }; }
    return [
      line(x, y, x + long, y), line(x, y - 5, x, y + 1), line(x + long, y - 5, x + long, y + 1),
      { type: 'text', silent: true, x: x, y: y - 22, style: { text: miles + (miles === 1 ? ' mile' : ' miles'), fill: muted, font: 12 * scale() + 'px ' + family } },
      { type: 'polygon', silent: true, shape: { points: [[right, top], [right + 6, top + 15], [right, top + 11], [right - 6, top + 15]] }, style: { fill: muted } },
      { type: 'text', silent: true, x: right, y: top + 18, style: { text: 'N', fill: muted, textAlign: 'center', font: '600 ' + 12 * scale() + 'px ' + family } }];
  }

  function option(described, narrow, tiny, room) {
    var styles = getComputedStyle(document.documentElement);
    var made = themed(described.option, styles);
    // Double quotes would end the attribute of a drawn SVG.
    made.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily.replace(/"/g, "'") };
    var names = described.sideways ? made.yAxis : made.xAxis;
    // Dots stand at numbers of their own, everything else at the places of its labels.
    if (!described.free) { names.axisLabel.formatter = function (place) {
      var label = described.labels[place] || '';
      return tiny && label.length === 3 ? label.charAt(0) : label;
    }; }
    if (described.sideways && narrow) {
      names.axisLabel.width = 104 * scale();
      names.axisLabel.overflow = 'break';
      names.axisLabel.lineHeight = 17 * scale();
      made.xAxis.max += (made.xAxis.max - made.xAxis.min) * 0.3;
    }
    made.series.forEach(function (series) {
      if (series.type !== 'line') { return; }
      series.data.forEach(function (item, i) {
        if (narrow && series.quietWhenNarrow) { item.label.show = false; }
        // Beside the line that comes in, not on it. A chart that became wider keeps an offset that is not taken back.
        var falls = i > 0 && series.data[i - 1].value[1] > item.value[1];
        item.label.offset = narrow && i > 0 && falls === (item.label.position === 'top') ? [11, 0] : [0, 0];
      });
    });
    // Text inside the canvas: an HTML tooltip would need inline styles.
    made.tooltip = {
      trigger: described.map || described.free ? 'item' : 'axis', renderMode: 'richText', confine: true, padding: [8, 12],
      backgroundColor: themed('--yb-surface', styles), borderColor: themed('--yb-line', styles),
      textStyle: { color: themed('--yb-ink', styles), fontSize: 14, lineHeight: 20 },
      axisPointer: { type: described.sideways ? 'none' : 'line', snap: true, lineStyle: { color: themed('--yb-line', styles) } },
      formatter: function (items) {
        if (described.map || described.free) { return described.tips[items.dataIndex] || ''; }
        var place = !items.length ? 0 : described.sideways ? Number(items[0].name) : Math.round(items[0].value[0]);
        return described.tips[place] || '';
      }
    };
    if (described.map) { land(made, described.map, room, styles); }
    return made;
  }

  function draw() {
    drawn = drawn.filter(function (one) {
      if (document.body.contains(one.box)) { return true; }
      one.chart.dispose();
      return false;
    });
    document.querySelectorAll('[data-chart]').forEach(function (box) {
      if (typeof echarts === 'undefined') { return; }
      var known = drawn.find(function (one) { return one.box === box; });
      if (!known) {
        known = { box: box, described: JSON.parse(box.getAttribute('data-chart')), place: -1 };
        known.chart = echarts.init(box, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio) });
        drawn.push(known);
        walk(known);
      }
      document.querySelectorAll('[data-save="' + box.id + '"]').forEach(function (button) { button.hidden = false; });
      known.chart.setOption(option(known.described, crowded(known), box.clientWidth / known.described.labels.length < 40,
        { left: 0, top: 0, width: box.clientWidth, height: box.clientHeight }), true);
    });
  }

  // A picture to take along: on white, with what it says on top and what it rests on at its foot.
  var WIDTH = 1200;
  function picture(one, kind) {
    var around = JSON.parse(one.box.getAttribute('data-around'));
    var root = document.documentElement;
    var theme = root.getAttribute('data-bs-theme');
    // Read and put back within one turn, so nobody sees the page change its colours.
    root.setAttribute('data-bs-theme', 'light');
    var styles = getComputedStyle(root);
    var below = 64 + 20 * around.notes.length;
    var height = Math.max(640, (one.described.sideways ? one.described.labels.length * 48 : 0) + 200) + 20 * around.notes.length + (one.described.map ? 260 : 0);
    var made = option(one.described, false, false, { left: 48, right: 48, top: 96, bottom: below, width: WIDTH - 96, height: height - 96 - below });
    var ink = styles.getPropertyValue('--yb-ink').trim(), muted = styles.getPropertyValue('--yb-muted').trim();
    var ground = styles.getPropertyValue('--yb-surface').trim();
    root.setAttribute('data-bs-theme', theme);
    var family = made.textStyle.fontFamily;
    made.title = [
      { text: around.title, left: 28, top: 24, textStyle: { color: ink, fontSize: 24, lineHeight: 30, fontWeight: 600, fontFamily: family, width: WIDTH - 56, overflow: 'break' } },
      { text: around.notes.concat(around.foot).join('\n'), left: 28, bottom: 16, textStyle: { color: muted, fontSize: 14, lineHeight: 20, fontWeight: 400, fontFamily: family, width: WIDTH - 56, overflow: 'break' } }
    ];
    made.backgroundColor = ground;
    made.tooltip = { show: false };
    if (!one.described.map) {
      made.grid = Object.assign({}, made.grid, { left: 48, right: 48, top: (made.grid.top || 0) + 96, bottom: (made.grid.bottom || 0) + below });
    }
    if (kind === 'svg') {
      var drawnAsText = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: height });
      drawnAsText.setOption(made);
      var text = drawnAsText.renderToSVGString();
      drawnAsText.dispose();
      save(new Blob([text], { type: 'image/svg+xml' }), around.file + '.svg');
      return;
    }
    var canvas = document.createElement('canvas');
    canvas.width = WIDTH; canvas.height = height;
    var painted = echarts.init(canvas, null, { renderer: 'canvas', devicePixelRatio: 2, width: WIDTH, height: height });
    painted.setOption(made);
    painted.getZr().flush();
    canvas.toBlob(function (blob) {
      painted.dispose();
      save(blob, around.file + '.png');
    }, 'image/png');
  }

  function save(blob, name) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-save]');
    var one = button && drawn.find(function (known) { return known.box.id === button.getAttribute('data-save'); });
    if (one) { picture(one, button.getAttribute('data-as')); }
  });

  // Left and right walk through the years, aloud; up and down through what lies below each other.
  function walk(one) {
    one.box.addEventListener('keydown', function (event) {
      var sideways = one.described.sideways;
      var ends = { Home: 0, End: one.described.labels.length - 1 };
      if (event.key === 'Escape') { one.chart.dispatchAction({ type: 'hideTip' }); return; }
      var map = one.described.map;
      if (map && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) { event.preventDefault(); }
      var key = !map ? event.key : event.key === 'ArrowDown' ? 'ArrowRight' : event.key === 'ArrowUp' ? 'ArrowLeft' : event.key;
      var step = event.key in ends ? (one.place = ends[event.key], 0) : key === (sideways ? 'ArrowDown' : 'ArrowRight') ? 1 : key === (sideways ? 'ArrowUp' : 'ArrowLeft') ? -1 : 0;
      if (!step && !(event.key in ends)) { return; }
      event.preventDefault();
      var last = one.described.labels.length - 1;
      one.place = !step ? one.place : one.place < 0 ? (sideways || map ? 0 : last) : Math.min(last, Math.max(0, one.place + step));
      if (map || one.described.free) {
        one.chart.dispatchAction({ type: 'downplay', seriesIndex: 0 });
        one.chart.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex: one.place });
        one.chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: one.place });
      } else if (sideways) {
        var row = one.chart.convertToPixel({ yAxisIndex: 0 }, one.place);
        one.chart.dispatchAction({ type: 'showTip', x: one.box.clientWidth / 2, y: row });
      } else {
        var pixel = one.chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [one.place, 0]);
        one.chart.dispatchAction({ type: 'showTip', x: pixel[0], y: one.box.clientHeight / 2 });
      }
      var aloud = document.getElementById(one.box.id + '-point');
      if (aloud) { aloud.textContent = one.described.tips[one.place].replace(/\n/g, '. '); }
    });
    one.box.addEventListener('blur', function () { one.chart.dispatchAction({ type: 'downplay' }); one.chart.dispatchAction({ type: 'hideTip' }); });
  }

  // Too little room beside each other for the labels of both series.
  function crowded(one) {
    return one.described.sideways ? one.box.clientWidth < 480 : one.box.clientWidth / one.described.labels.length < 85;
  }

  function resize() {
    drawn.forEach(function (one) { one.chart.resize(); });
    draw();
  }

  // The key / leads to the search, except where somebody is writing.
  document.addEventListener('keydown', function (event) {
    var field = document.getElementById('search');
    var busy = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || !field || busy || event.ctrlKey || event.metaKey || event.altKey) { return; }
    event.preventDefault();
    field.focus();
    field.select();
  });

  document.addEventListener('DOMContentLoaded', draw);
  document.addEventListener('themechange', draw);
  window.addEventListener('resize', resize);
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details.table-view').forEach(function (details) { details.open = true; });
    resize();
  });
  document.addEventListener('htmx:afterSettle', function () {
    draw();
    var finding = ['trend-title', 'why-title', 'issues-title', 'school-finding', 'board-finding',
      'live-title', 'rows-title']
      .map(function (id) { return document.getElementById(id); }).find(Boolean);
    var aloud = document.getElementById('announce');
    // What is asked for again and again is said only when it says something new.
    if (finding && aloud && aloud.textContent !== finding.textContent) { aloud.textContent = finding.textContent; }
  });
})();
