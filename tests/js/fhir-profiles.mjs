// Checks a resource against a profile of an implementation guide: cardinalities, fixed values, patterns, types of
// choices, extensions, and bindings that are required. Elements come from the profile's snapshot, which has those of
// the base specification too.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The profiles and value sets of a package's folder, by their URL. */
export async function guide(folder) {
  const names = await readdir(folder);
  const wanted = names.filter((name) => /^(StructureDefinition|ValueSet)-.*\.json$/.test(name));
  const parsed = await Promise.all(
    wanted.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))),
  );
  return new Map(parsed.map((resource) => [resource.url, resource]));
}

const list = (value) =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
const upper = (text) => text[0].toUpperCase() + text.slice(1);

/** Whether a value has all that a pattern has. */
function matches(value, pattern) {
  if (Array.isArray(pattern)) {
    return pattern.every((one) => list(value).some((item) => matches(item, one)));
  }
  if (pattern && typeof pattern === "object") {
    return Object.entries(pattern).every(([key, part]) => matches(value?.[key], part));
  }
  return value === pattern;
}

/** The fixed value or pattern of an element. */
function stated(element) {
  const key = Object.keys(element).find((name) => /^(fixed|pattern)[A-Z]/.test(name));
  return key && { exact: key.startsWith("fixed"), value: element[key] };
}

/** The values of an instance under the name of an element, which may be that of a choice. */
function children(instance, name, element) {
  if (!name.endsWith("[x]")) return list(instance?.[name]);
  const stem = name.slice(0, -3);
  return element.type.flatMap(({ code }) => list(instance?.[stem + upper(code)]));
}

class Check {
  constructor(profiles, answers, resolve) {
    Object.assign(this, { profiles, answers, resolve, faults: [] });
  }

  profile(instance, url, place) {
    const { snapshot } = this.profiles.get(url);
    this.elements = new Map(snapshot.element.map((element) => [element.id, element]));
    const [root] = snapshot.element;
    this.within(instance, root, snapshot.element, place);
  }

  /** Checks the elements directly below one, in one instance of it. */
  within(instance, parent, elements, place) {
    const depth = parent.id.split(".").length;
    const below = elements.filter(
      ({ id }) => id.startsWith(`${parent.id}.`) && id.split(".").length === depth + 1,
    );
    for (const element of below) {
      const name = element.path.split(".").at(-1);
      const bare = element.sliceName
        ? elements.find(({ id }) => id === bareId(element.id))
        : element;
      let values = children(instance, name, bare);
      if (element.sliceName)
        values = values.filter((value) => this.isOf(value, element, bare, elements));
      this.count(
        values,
        element,
        `${place}.${name}${element.sliceName ? `:${element.sliceName}` : ""}`,
      );
      for (const [at, value] of values.entries()) {
        const where = `${place}.${name}[${at}]`;
        this.value(value, element, where);
        this.within(value, element, elements, where);
      }
    }
  }

  /** Whether a value belongs to a slice. */
  isOf(value, slice, sliced, elements) {
    const { discriminator = [] } = sliced.slicing ?? {};
    return discriminator.every(({ type, path }) => {
      if (type === "profile") {
        const target = this.resolve(value?.reference);
        const wanted = slice.type.flatMap(({ targetProfile = [] }) => targetProfile);
        return list(target?.meta?.profile).some((url) => wanted.includes(url));
      }
      if (path === "$this") {
        const own = stated(slice);
        return own
          ? matches(value, own.value)
          : slice.type.some(({ code }) => typeOf(value) === code);
      }
      if (path === "url" && slice.type?.[0]?.profile)
        return slice.type[0].profile.includes(value?.url);
      const told = elements.find(({ id }) => id === `${slice.id}.${path}`);
      const wanted = told && stated(told);
      return wanted ? matches(list(value?.[path]), list(wanted.value)) : false;
    });
  }

  count(values, { min, max }, place) {
    if (values.length < min) this.faults.push(`${place}: ${values.length}, at least ${min}`);
    if (max !== "*" && values.length > Number(max)) {
      this.faults.push(`${place}: ${values.length}, at most ${max}`);
    }
  }

  value(value, element, place) {
    const wanted = stated(element);
    if (wanted && !matches(value, wanted.value)) this.faults.push(`${place}: is not as stated`);
    const { strength, valueSet } = element.binding ?? {};
    if (strength === "required" && value?.coding)
      this.binding(value, valueSet.split("|")[0], place);
    if (element.path.endsWith(".extension") && this.profiles.has(value?.url)) {
      const inner = new Check(this.profiles, this.answers, this.resolve);
      inner.profile(value, value.url, place);
      this.faults.push(...inner.faults);
    }
  }

  /** Codes of a required binding: of the guide's value set by system, of LOINC's answer lists by what is listed. */
  binding({ coding }, valueSet, place) {
    const known = this.profiles.get(valueSet);
    const included = known?.compose.include ?? [];
    const ok = coding.some(({ system, code }) =>
      known
        ? included.some(
            (part) =>
              part.system === system && (part.concept?.some((one) => one.code === code) ?? true),
          )
        : system === "http://loinc.org" && this.answers[valueSet]?.includes(code),
    );
    if (!ok) this.faults.push(`${place}: no code of ${valueSet}`);
  }
}

/** The id of the element that a slice is one of. */
const bareId = (id) => id.slice(0, id.lastIndexOf(":"));

/** The type of a value, as far as choices here have it. */
function typeOf(value) {
  if (typeof value === "string") return "string";
  if (value?.coding || value?.text) return "CodeableConcept";
  if (value?.low || value?.high) return "Range";
  if (value && "value" in value) return "Quantity";
  return undefined;
}

/**
 * What is wrong with a resource by a profile; nothing where it is one.
 *
 * `answers` lists the codes of LOINC's answer lists, which no guide holds; `resolve` finds a resource by reference.
 */
export function faults(resource, url, { profiles, answers, resolve }) {
  const check = new Check(profiles, answers, resolve);
  check.profile(resource, url, resource.resourceType);
  return check.faults;
}
