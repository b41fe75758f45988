/**
 * What AWS's documentation says an alarm does with missing data: the tables of "Configuring how CloudWatch alarms treat
 * missing data" (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html), written down by
 * hand. The code has no part in these tables.
 *
 * The 5 data points of the evaluation range of 3 periods, the most recent one on the right: `0` does not breach, `X`
 * breaches, `-` is missing. Then the number of data points that have to be filled in, and the state for each treatment
 * of missing data. `retain` is the state from before.
 */
export const missingDataAnswers = {
  /** Three data points of three have to breach. */
  '3 of 3': `
    data points | filled | missing           | ignore | breaching | notBreaching
    0 - X - X   | 0      | OK                | OK     | OK        | OK
    0 - - - -   | 2      | OK                | OK     | OK        | OK
    - - - - -   | 3      | INSUFFICIENT_DATA | retain | ALARM     | OK
    0 X X - X   | 0      | ALARM             | ALARM  | ALARM     | ALARM
    - - X - -   | 2      | ALARM             | retain | ALARM     | OK
  `,
  /** Two data points of three have to breach. */
  '2 of 3': `
    data points | filled | missing           | ignore | breaching | notBreaching
    0 - X - X   | 0      | ALARM             | ALARM  | ALARM     | ALARM
    0 0 X 0 X   | 0      | ALARM             | ALARM  | ALARM     | ALARM
    0 - X - -   | 1      | OK                | OK     | ALARM     | OK
    - - - - 0   | 2      | OK                | OK     | ALARM     | OK
    - - - X -   | 2      | ALARM             | retain | ALARM     | OK
  `,
  /**
   * "Avoiding premature transitions to alarm state", on the same page, says of the first two rows that the alarm "does
   * not go immediately into ALARM state". What it does instead, the earlier edition of the page has in its table, for
   * `- - - - X` of both alarms, and for `X - - - -`: github.com/awsdocs/amazon-cloudwatch-user-guide,
   * doc_source/AlarmThatSendsEmail.md.
   */
  '3 of 3, premature': `
    data points | filled | missing           | ignore | breaching | notBreaching
    - - - - X   | 2      | INSUFFICIENT_DATA | retain | ALARM     | OK
    - - - X -   | 2      | INSUFFICIENT_DATA | retain | ALARM     | OK
    - - - X 0   | 1      | OK                | OK     | OK        | OK
    - - X - 0   | 1      | OK                | OK     | OK        | OK
    X - - - -   | 2      | ALARM             | retain | ALARM     | OK
  `,
  '2 of 3, premature': `
    data points | filled | missing           | ignore | breaching | notBreaching
    - - - - X   | 2      | INSUFFICIENT_DATA | retain | ALARM     | OK
    - X - - -   | 2      | ALARM             | retain | ALARM     | OK
  `,
};
