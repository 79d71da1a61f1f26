import type { DropdownMenu as Radix } from "radix-ui";
import { createContext } from "react";

type Parts = { Item: typeof Radix.Item; Separator: typeof Radix.Separator };

const nothing = () => null;

/** What the items of a menu are made of: there once a menu is open. */
export const MenuParts = createContext<Parts>({ Item: nothing, Separator: nothing } as never);
