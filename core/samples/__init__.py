"""Synthetic data: sample files to download, a realistic ugly file, records to start with.

Everything is made from lists and a row number, so it is the same on every machine, and no address
leads outside the domains reserved for examples. The pages and the command line call it.
"""

from core.samples.files import SAMPLE_FILES, sample_file
from core.samples.messy import messy_contacts
from core.samples.own_objects import sample_of_properties
from core.samples.people import SAMPLE_OWNERS, SampleOwner
from core.samples.records import SAMPLE_COUNTS, sample_partners, sample_records
from core.samples.together import TOGETHER, sample_people_and_firms, sample_together

__all__ = [
    "SAMPLE_COUNTS",
    "SAMPLE_FILES",
    "SAMPLE_OWNERS",
    "TOGETHER",
    "SampleOwner",
    "messy_contacts",
    "sample_file",
    "sample_of_properties",
    "sample_partners",
    "sample_people_and_firms",
    "sample_records",
    "sample_together",
]
