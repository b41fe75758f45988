/** Name of the configuration file, in the synthesized output and in the folder where Terraform runs. */
export const configurationFile = 'cdk.tf.json';
