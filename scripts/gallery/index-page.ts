import type { Picture } from "./studio";

const style = `
  body { margin: 2rem; font: 14px/1.5 system-ui, sans-serif; color-scheme: light dark }
  nav { columns: 14rem; margin-bottom: 2rem }
  nav a { display: block }
  section { border-top: 1px solid #8888; padding: 1rem 0 2rem }
  div { display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto }
  img { border: 1px solid #8888; height: 26rem; width: auto; max-width: none }
`;

/** A page to look through: each screen with its pictures side by side. */
export function indexPage(pictures: Picture[]): string {
  const screens = new Map<string, Picture[]>();
  for (const picture of pictures)
    screens.set(picture.screen, [...(screens.get(picture.screen) ?? []), picture]);
  const all = [...screens].map(([name, ofScreen]) => ({
    name,
    title: escaped(ofScreen[0]?.title ?? name),
    ofScreen,
  }));

  const links = all.map(({ name, title }) => `<a href="#${name}">${title}</a>`);
  const sections = all.map(
    ({ name, title, ofScreen }) =>
      `<section id="${name}"><h2>${title}</h2><div>${ofScreen.map(image).join("")}</div></section>`,
  );
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hoist, every screen</title>`,
    `<style>${style}</style><h1>Every screen of Hoist</h1>`,
    `<nav>${links.join("\n")}</nav>`,
    ...sections,
    "</html>\n",
  ].join("\n");
}

const image = ({ file }: Picture) =>
  `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
