/** Sizes of an instance that several families have. */
const upTo16 = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const upTo24 = [...upTo16, '24xlarge'];
const upTo32 = [...upTo24, '32xlarge'];
const upTo48 = [...upTo24, '48xlarge'];
const burstable = ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'];
const burstableOfAurora = ['medium', 'large'];

type Families = Readonly<Record<string, readonly string[]>>;

/**
 * The sizes of each family that Aurora PostgreSQL supports in the current versions. Families before r5 and t3 do not
 * support these versions.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
 */
const ofAurora: Families = {
  r5: upTo24,
  r6g: upTo16,
  r6gd: upTo16.slice(1),
  r6i: upTo32,
  r6id: ['24xlarge', '32xlarge'],
  r7g: upTo16,
  r7i: upTo48,
  r8g: upTo48,
  r8gd: upTo48.slice(1),
  x2g: upTo16,
  t3: burstableOfAurora,
  t4g: burstableOfAurora,
};

/**
 * The sizes of each family that RDS for PostgreSQL supports in the current versions.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html
 */
const ofRds: Families = {
  m5: upTo24,
  m5d: upTo24,
  m6g: upTo16,
  m6gd: upTo16,
  m6i: upTo32,
  m6id: upTo32,
  m6idn: upTo32,
  m6in: upTo32,
  m7g: upTo16,
  m7i: upTo48,
  m8g: upTo48,
  m8gd: upTo48,
  r5: upTo24,
  r5b: upTo24,
  r5d: upTo24,
  r6g: upTo16,
  r6gd: upTo16,
  r6i: upTo32,
  r6id: upTo32,
  r6idn: upTo32,
  r6in: upTo32,
  r7g: upTo16,
  r7i: upTo48,
  r8g: upTo48,
  r8gd: upTo48,
  x2g: upTo16,
  x2idn: ['16xlarge', '24xlarge', '32xlarge'],
  x2iedn: ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge', '24xlarge', '32xlarge'],
  t3: burstable,
  t4g: burstable,
};

/** Whether Aurora PostgreSQL supports a class, such as `db.r7g.large`. */
export const isClassOfAurora = (name: string) => isIn(ofAurora, name);

/** Whether RDS for PostgreSQL supports a class, such as `db.m7g.large`. */
export const isClassOfRds = (name: string) => isIn(ofRds, name);

function isIn(families: Families, name: string): boolean {
  const [, family = '', size = ''] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(name) ?? [];
  return Object.hasOwn(families, family) && (families[family] ?? []).includes(size);
}
