import { z } from "zod";
import { estateGlance, estateKey, estateName } from "@/lib/projects/schema";

export const createEnvironmentSchema = z.strictObject({
  key: estateKey,
  name: estateName.optional(),
  protected: z.boolean().default(false),
});
export const updateEnvironmentSchema = z.strictObject({
  name: estateName.optional(),
  protected: z.boolean().optional(),
});

export type CreateEnvironment = z.output<typeof createEnvironmentSchema>;
export type UpdateEnvironment = z.output<typeof updateEnvironmentSchema>;

/** The document of environment.create and environment.update rows; parsing a database row makes it. */
export const environmentDocument = z.object({
  id: z.string(),
  projectId: z.string(),
  key: z.string(),
  name: z.string(),
  position: z.number().int(),
  protected: z.boolean(),
  version: z.number().int(),
});
export type EnvironmentDocument = z.output<typeof environmentDocument>;

export const environmentView = z.union([
  estateGlance,
  estateGlance.extend({
    protected: z.boolean(),
    position: z.number(),
    version: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
]);
export type EnvironmentView = z.output<typeof environmentView>;
