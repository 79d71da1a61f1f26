import fs from "node:fs";

/** Which pictures of the gallery README shows, by the name it knows them by. */
const shown: Record<string, string> = {
  "flags.png": "flags-many-1440-light.png",
  "flag.png": "flag-targeting-1440-dark.png",
};

const atMost = 150 * 1024;

/** Copies README's pictures to docs/images. Throws when one has grown too large to commit. */
export function keepReadmePictures(folder: string) {
  for (const [name, picture] of Object.entries(shown)) {
    const { size } = fs.statSync(`${folder}/${picture}`);
    if (size > atMost)
      throw new Error(`${picture} has ${size} bytes; README takes ${atMost}. Show less on it.`);
    fs.copyFileSync(`${folder}/${picture}`, `docs/images/${name}`);
  }
}
