"""The road of a parcel: which documents go out, and their volumes, zips and list of dispatch."""
