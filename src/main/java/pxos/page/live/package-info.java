/** The page as a run happens: a server on this computer that shows it to its own browser and to nobody else. */
package pxos.page.live;
