// Kaleido hands a figure on without its config, so that months would always be English.
// What stands in the layout comes along: the config is taken from there.
const toImage = Plotly.toImage;
Plotly.toImage = (figure, options) =>
  toImage({ ...figure, config: { ...figure.config, ...(figure.layout.meta || {}).config } }, options);
