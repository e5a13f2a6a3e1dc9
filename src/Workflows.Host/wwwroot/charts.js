// Draws the figures of a register. Every chart stands beside a table that says the same without this file; the drawing
// library is loaded only when there is something to draw.
(() => {
  let library;
  const load = () => library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "/lib/echarts/echarts.common.min.js";
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const palette = ["#206bc4", "#2fb344", "#f59f00", "#d6336c", "#4299e1", "#ae3ec9", "#0ca678", "#74b816", "#667382"];

  const option = ({ kind, names, values }) => {
    const text = { color: getComputedStyle(document.body).color };
    const say = kind === "ratio" ? v => percent.format(v) : v => number.format(v);
    const common = {
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      color: palette,
      textStyle: text,
      // Drawn, not put into the page: the page's policy allows no styles from scripts' markup.
      tooltip: { renderMode: "richText", confine: true, valueFormatter: say },
    };
    if (kind === "share")
      return { ...common, series: [{
        type: "pie", radius: ["45%", "72%"],
        label: { formatter: "{b} {d}%", ...text }, labelLine: { length: 8, length2: 6 },
        data: names.map((name, i) => ({ name, value: values[i] })),
      }] };
    const categories = { type: "category", data: names, axisLabel: { ...text, hideOverlap: true, width: 110, overflow: "truncate" } };
    const amounts = { type: "value", minInterval: kind === "ratio" ? undefined : 1, max: kind === "ratio" ? 1 : undefined, axisLabel: { ...text, formatter: say, hideOverlap: true } };
    const lies = kind === "ratio" || kind === "bars";
    return {
      ...common,
      tooltip: { ...common.tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      grid: { left: 8, right: lies ? 48 : 12, top: 24, bottom: 4, containLabel: true },
      xAxis: lies ? amounts : categories,
      yAxis: lies ? { ...categories, inverse: true } : amounts,
      series: [{
        type: "bar", barMaxWidth: 28, itemStyle: { borderRadius: 2 },
        label: { show: lies || values.length <= 8, position: lies ? "right" : "top", formatter: p => p.value ? say(p.value) : "", ...text },
        data: values.map(value => kind !== "ratio" ? value : { value, itemStyle: { color: value < .8 ? "#d63939" : value < .95 ? "#f59f00" : "#2fb344" } }),
      }],
    };
  };

  const draw = async root => {
    const boxes = [...root.querySelectorAll("[data-chart]:not([data-drawn])")];
    if (boxes.length === 0) return;
    await load();
    for (const box of boxes) {
      box.dataset.drawn = "yes";
      const data = JSON.parse(box.dataset.chart);
      box.hidden = false;
      if (data.kind === "ratio" || data.kind === "bars") box.style.height = `${Math.max(140, 40 + 34 * data.names.length)}px`;
      box.closest("figure").classList.add("drawn");
      const chart = echarts.init(box);
      chart.setOption(option(data));
      new ResizeObserver(() => chart.resize()).observe(box);
    }
  };
  document.addEventListener("htmx:afterSwap", event => draw(event.target));
  draw(document);
})();
