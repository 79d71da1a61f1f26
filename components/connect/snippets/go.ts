import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function go(place: Place): Snippet[] {
  const app = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/open-feature/go-sdk-contrib/providers/ofrep"
	"github.com/open-feature/go-sdk/openfeature"
)

func main() {
	key := ofrep.WithBearerToken(os.Getenv("HOIST_KEY"))
	provider := ofrep.NewProvider(os.Getenv("HOIST_URL"), key)
	if err := openfeature.SetProviderAndWait(provider); err != nil {
		panic(err)
	}
	client := openfeature.NewDefaultClient()

	user := openfeature.NewEvaluationContext("u-17", nil)
	if client.Boolean(context.Background(), ${quoted(place.flag)}, false, user) {
		fmt.Println("on")
	} else {
		fmt.Println("off")
	}
}
`;
  const install = [
    "go get github.com/open-feature/go-sdk",
    "go get github.com/open-feature/go-sdk-contrib/providers/ofrep",
  ];
  return [settings(place, install, "go run ."), { name: "main.go", code: app }];
}
