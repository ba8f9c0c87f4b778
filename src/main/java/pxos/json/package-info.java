/** JSON as text, trees and records, and checks against a schema. */
package pxos.json;
