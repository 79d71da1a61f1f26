-- AlterTable
ALTER TABLE "FeatureFlag" ADD COLUMN     "schema" JSONB;
