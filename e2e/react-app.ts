import { bundled, type Given } from "./snippet-bundle";

/** The React snippet of the Connect page as a program for a browser, which shows its example in `#snippet`. */
export function reactApp(given: Given): Promise<string> {
  const main = `import { createRoot } from "react-dom/client";
    import { App } from "./app.jsx";
    const place = document.body.appendChild(document.createElement("div"));
    place.id = "snippet";
    createRoot(place).render(<App />);`;
  return bundled("react", given, main);
}
