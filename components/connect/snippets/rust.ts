import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function rust(place: Place): Snippet[] {
  const app = `use http::header::{AUTHORIZATION, HeaderMap};
use open_feature::{EvaluationContext, OpenFeature};
use open_feature_ofrep::{OfrepOptions, OfrepProvider};
use std::env::var;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, format!("Bearer {}", var("HOIST_KEY")?).parse()?);
    let base_url = var("HOIST_URL")?;
    let options = OfrepOptions { base_url, headers, ..Default::default() };

    let mut api = OpenFeature::singleton_mut().await;
    api.set_provider(OfrepProvider::new(options).await?).await;
    let client = api.create_client();

    let user = EvaluationContext::default().with_targeting_key("u-17");
    let on = client.get_bool_value(${quoted(place.flag)}, Some(&user), None).await.unwrap_or(false);
    println!("{}", if on { "on" } else { "off" });
    Ok(())
}
`;
  const install = ["cargo add open-feature open-feature-ofrep http tokio --features tokio/full"];
  return [settings(place, install, "cargo run"), { name: "src/main.rs", code: app }];
}
