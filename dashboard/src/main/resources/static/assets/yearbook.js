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

  function option(described, narrow, tiny) {
    var styles = getComputedStyle(document.documentElement);
    var made = themed(described.option, styles);
    // Double quotes would end the attribute of a drawn SVG.
    made.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily.replace(/"/g, "'") };
    var names = described.sideways ? made.yAxis : made.xAxis;
    names.axisLabel.formatter = function (place) {
      var label = described.labels[place] || '';
      return tiny && label.length === 3 ? label.charAt(0) : label;
    };
    if (described.sideways && narrow) {
      names.axisLabel.width = 104 * scale();
      names.axisLabel.overflow = 'break';
      names.axisLabel.lineHeight = 17 * scale();
      made.xAxis.max += (made.xAxis.max - made.xAxis.min) * 0.3;
    }
    if (narrow) {
      made.series.forEach(function (series) {
        if (series.type !== 'line') { return; }
        series.data.forEach(function (item, i) {
          if (series.quietWhenNarrow) { item.label.show = false; }
          // Beside the line that comes in, not on it.
          var falls = i > 0 && series.data[i - 1].value[1] > item.value[1];
          if (i > 0 && falls === (item.label.position === 'top')) { item.label.offset = [11, 0]; }
        });
      });
    }
    // Text inside the canvas: an HTML tooltip would need inline styles.
    made.tooltip = {
      trigger: 'axis', renderMode: 'richText', confine: true, padding: [8, 12],
      backgroundColor: themed('--yb-surface', styles), borderColor: themed('--yb-line', styles),
      textStyle: { color: themed('--yb-ink', styles), fontSize: 14, lineHeight: 20 },
      axisPointer: { type: described.sideways ? 'none' : 'line', snap: true, lineStyle: { color: themed('--yb-line', styles) } },
      formatter: function (items) {
        var place = !items.length ? 0 : described.sideways ? Number(items[0].name) : Math.round(items[0].value[0]);
        return described.tips[place] || '';
      }
    };
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
      known.chart.setOption(option(known.described, crowded(known), box.clientWidth / known.described.labels.length < 40), true);
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
    var made = option(one.described, false);
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
    made.grid = Object.assign({}, made.grid, { left: 48, right: 48, top: (made.grid.top || 0) + 96, bottom: (made.grid.bottom || 0) + 64 + 20 * around.notes.length });
    var height = Math.max(640, (one.described.sideways ? one.described.labels.length * 48 : 0) + 200) + 20 * around.notes.length;
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
      var step = event.key in ends ? (one.place = ends[event.key], 0) : event.key === (sideways ? 'ArrowDown' : 'ArrowRight') ? 1 : event.key === (sideways ? 'ArrowUp' : 'ArrowLeft') ? -1 : 0;
      if (!step && !(event.key in ends)) { return; }
      event.preventDefault();
      var last = one.described.labels.length - 1;
      one.place = !step ? one.place : one.place < 0 ? (sideways ? 0 : last) : Math.min(last, Math.max(0, one.place + step));
      if (sideways) {
        var row = one.chart.convertToPixel({ yAxisIndex: 0 }, one.place);
        one.chart.dispatchAction({ type: 'showTip', x: one.box.clientWidth / 2, y: row });
      } else {
        var pixel = one.chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [one.place, 0]);
        one.chart.dispatchAction({ type: 'showTip', x: pixel[0], y: one.box.clientHeight / 2 });
      }
      var aloud = document.getElementById(one.box.id + '-point');
      if (aloud) { aloud.textContent = one.described.tips[one.place].replace(/\n/g, '. '); }
    });
    one.box.addEventListener('blur', function () { one.chart.dispatchAction({ type: 'hideTip' }); });
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
      'live-title']
      .map(function (id) { return document.getElementById(id); }).find(Boolean);
    var aloud = document.getElementById('announce');
    // What is asked for again and again is said only when it says something new.
    if (finding && aloud && aloud.textContent !== finding.textContent) { aloud.textContent = finding.textContent; }
  });
})();
