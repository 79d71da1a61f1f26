import { z } from "zod";

/** The key of a project or an environment: short, and readable in an address. */
export const estateKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "Use 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  );

export const estateName = z
  .string()
  .trim()
  .min(1, "Give it a name.")
  .max(100, "Use at most 100 characters.");

export const createProjectSchema = z.strictObject({ key: estateKey, name: estateName.optional() });
export const updateProjectSchema = z.strictObject({ name: estateName.optional() });

/** Where a page of a short list begins, and how long it is. */
export const listPageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  cursor: z.string().max(200).optional(),
});

export type ListPage = z.output<typeof listPageQuery>;
export type CreateProject = z.output<typeof createProjectSchema>;
export type UpdateProject = z.output<typeof updateProjectSchema>;

/** The document of project.create and project.update rows; parsing a database row makes it. */
export const projectDocument = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  version: z.number().int(),
});
export type ProjectDocument = z.output<typeof projectDocument>;

/** All that members see of a project or an environment. */
export const estateGlance = z.object({ key: z.string(), name: z.string() });

export const projectView = z.union([
  estateGlance,
  estateGlance.extend({ version: z.number(), createdAt: z.string(), updatedAt: z.string() }),
]);
export type ProjectView = z.output<typeof projectView>;

/** What a new project starts with, none of them protected. */
export const firstEnvironments = [
  { key: "development", name: "Development", position: 0 },
  { key: "staging", name: "Staging", position: 1 },
  { key: "production", name: "Production", position: 2 },
] as const;

/** What is there of a first run. */
export type FirstSteps = {
  /** A flag in use: a boolean one that apps may ask for, if there is any. */
  flag: string | null;
  /** Some flag is on somewhere. */
  on: boolean;
  /** The environments with a key, the one of the newest first. */
  environments: string[];
  /** An app has asked. */
  asked: boolean;
};
