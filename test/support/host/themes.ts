/** Themes as Azure DevOps hands them to an extension: values of CSS variables. An excerpt of what it sends. */

const shared = {
  "palette-primary": "0, 120, 212",
  "palette-primary-shade-10": "16, 110, 190",
  "palette-primary-shade-20": "0, 90, 158",
  "palette-primary-shade-30": "0, 69, 120",
  "palette-primary-tint-10": "43, 136, 216",
  "palette-primary-tint-20": "199, 224, 244",
  "palette-primary-tint-30": "222, 236, 249",
  "palette-primary-tint-40": "239, 246, 252",
};

const neutrals = (shades: Readonly<Record<number, string>>) =>
  Object.fromEntries(Object.entries(shades).map(([n, value]) => [`palette-neutral-${n}`, value]));

export const light: Readonly<Record<string, string>> = {
  ...shared,
  ...neutrals({
    0: "255, 255, 255",
    2: "248, 248, 248",
    4: "244, 244, 244",
    6: "239, 239, 239",
    8: "234, 234, 234",
    10: "218, 218, 218",
    20: "200, 200, 200",
    30: "166, 166, 166",
    60: "102, 102, 102",
    70: "68, 68, 68",
    80: "51, 51, 51",
    100: "0, 0, 0",
  }),
  "background-color": "rgba(255, 255, 255, 1)",
  "text-primary-color": "rgba(0, 0, 0, .9)",
  "text-secondary-color": "rgba(0, 0, 0, .55)",
  "callout-background-color": "rgba(255, 255, 255, 1)",
  "communication-background": "rgba(0, 120, 212, 1)",
  "communication-foreground": "rgba(0, 90, 158, 1)",
};

export const dark: Readonly<Record<string, string>> = {
  ...shared,
  ...neutrals({
    0: "32, 31, 30",
    2: "37, 36, 35",
    4: "41, 40, 39",
    6: "46, 45, 43",
    8: "51, 48, 48",
    10: "62, 60, 58",
    20: "96, 94, 92",
    30: "121, 119, 117",
    60: "190, 187, 184",
    70: "210, 208, 206",
    80: "225, 223, 221",
    100: "255, 255, 255",
  }),
  "background-color": "rgba(32, 31, 30, 1)",
  "text-primary-color": "rgba(255, 255, 255, .9)",
  "text-secondary-color": "rgba(255, 255, 255, .6)",
  "callout-background-color": "rgba(41, 40, 39, 1)",
  "communication-background": "rgba(43, 136, 216, 1)",
  "communication-foreground": "rgba(108, 184, 246, 1)",
};
