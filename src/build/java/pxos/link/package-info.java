/**
 * Links the jar ahead of time, as a step of its build.
 *
 * <p>Lambdas, concatenations and the methods of records are {@code invokedynamic} instructions, for each of which the JVM
 * makes code at run time. A class-data archive keeps little of that, and a short run reaches hundreds of them: it cost a
 * tenth of the run. What is made here are plain methods and classes that do the same.
 */
package pxos.link;
