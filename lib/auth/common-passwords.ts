/**
 * The passwords of 12 and more characters that lists of leaked ones hold most often are one common word or phrase with
 * digits around it, a walk over the keyboard, or something short said again and again. So words and rules, not a list
 * of a hundred thousand lines.
 */
const words = new Set(
  `abcdefgh abcdefghi abcdefghij abcdef access administrator admin adminadmin administration america anthony arsenal asdf
  asdfasdf asdfgh asdfghjkl ashley babygirl bailey baseball basketball batman beautiful brandon butterfly carlos changeit
  changeme changemenow charlie chelsea chocolate christian christopher computer cookie daniel default defaultpassword
  dolphin donald dragon elizabeth estrella everton facebook family flower football forever freedom friend friends
  fuckyou gabriel gateway george ginger google hannah harley hello helloworld hockey hunter iamtheking iloveu iloveyou
  iloveyousomuch internet jasmine jennifer jessica jesus jesuschrist jonathan jordan joshua justin killer letmein
  letmeinnow liverpool login london lovely loveme loveyou maggie manchester manchesterunited manager master matrix
  matthew mercedes michael michelle minecraft monkey mustang mynameis myspace nicholas nicole nothing
  opensesame pass passpass passphrase passw passwd passwort password passwordpassword passwords patrick pepper
  pokemon princess purple qazwsx qazwsxedc qwe qweasd qweasdzxc qwer qwert qwerty qwertyqwerty qwertyui qwertyuiop
  qwertz rainbow rangers richard robert root samantha samsung secret secretsecret shadow snoopy soccer
  starwars startrek steelers summer sunshine super superman superuser supersecret system taylor tester test testing
  testtest theman thomas tigger tinkerbell trustno trustnoone user vanessa victoria welcome
  welcomehome welcometo whatever william winter wonderful wordpass yankees zaqwsx zxcvbn zxcvbnm`.split(
    /\s+/,
  ),
);

const walks = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "1234567890qwertyuiopasdfghjklzxcvbnm",
  "zxcvbnmasdfghjklqwertyuiop",
  "!@#$%^&*()_+",
].flatMap((walk) => [walk + walk, [...(walk + walk)].reverse().join("")]);

/** Whether a password of at least 12 characters is one of those that are tried first. */
export function isCommonPassword(password: string): boolean {
  const typed = password.toLowerCase();
  return (
    isWalk(unitOf(typed)) ||
    repeats(typed) ||
    isWord(typed) ||
    isWord(trimmed(typed).replace(/[0134578@$!]/g, (sign) => lookAlikes[sign] ?? sign))
  );
}

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
};

/** One common word, alone, repeated, or with digits and signs around it. */
function isWord(text: string): boolean {
  const letters = text.replace(/[^a-z]/g, "");
  return [letters, trimmed(text)].some((core) => words.has(core) || words.has(unitOf(core)));
}

function trimmed(text: string): string {
  return text.replace(/^[^a-z]+|[^a-z]+$/g, "");
}

/** Along a row of keys or of the alphabet, in either direction, once or in two such pieces. */
function isWalk(text: string): boolean {
  return Array.from(text).some((_, cut) => {
    const [head, tail] = [text.slice(0, cut), text.slice(cut)];
    return onWalk(tail) && (head === "" || onWalk(head));
  });
}

function onWalk(text: string): boolean {
  return text.length > 2 && walks.some((walk) => walk.includes(text));
}

/** At most four characters, again and again. */
function repeats(text: string): boolean {
  return unitOf(text).length <= 4;
}

/** The shortest beginning that, repeated, makes the text. */
function unitOf(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return again === -1 ? text : text.slice(0, again);
}
