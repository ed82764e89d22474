/**
 * The port of schemas on a registry of the Confluent kind, Apicurio's among them.
 *
 * <pre>
 *   SchemaSource &lt;-- RestRegistry --GET /schemas/ids/N--&gt; registry
 *                        RegistryAnswer (JSON)
 * </pre>
 */
package dev.gradstream.registry;
