"""The parts that pages are made of; shown together on `/desk/parts`."""
