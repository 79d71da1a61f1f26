-- CreateTable
CREATE TABLE "FlagUsage" (
    "flagId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "lastEvaluatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FlagUsage_pkey" PRIMARY KEY ("flagId","environmentId")
);

-- CreateTable
CREATE TABLE "FlagUsageCount" (
    "flagId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "variant" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "FlagUsageCount_pkey" PRIMARY KEY ("flagId","environmentId","startsAt","minutes","variant")
);

-- CreateIndex
CREATE INDEX "FlagUsageCount_minutes_startsAt_idx" ON "FlagUsageCount"("minutes", "startsAt");
