"""The practice post office: one inbox for each e-mail address.

Promises: mail is shown in a sandbox, without its scripts or outside pictures. Refuses: delivering
anything to the real world.
"""
