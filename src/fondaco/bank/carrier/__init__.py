"""The practice parcel carrier: labels, parcels, scans, and the news of each scan.

Promises: scans follow the order in which parcels can move. Refuses: a scan after the last one.
"""
